package io.quittance.app;

import org.junit.jupiter.api.Test;

/** Every interface of juhe's document with every golden vector of it, over real HTTP. */
class JuheInterfacesTest {
    private final GoldenExchange exchange = GoldenExchange.running();

    @Test
    void shouldHandOverThePage() throws Exception {
        exchange.handOverPages("juhe");
    }

    @Test
    void shouldTakeTheCallback() throws Exception {
        exchange.takeCallbacks("juhe", "payment-callback");
    }

    @Test
    void shouldCheckTheReturn() throws Exception {
        exchange.takeReturns("juhe");
    }

    @Test
    void shouldAskAboutAnOrder() throws Exception {
        exchange.send("juhe", "payment-query-request");
    }

    @Test
    void shouldReadTheAnswerAboutAnOrder() throws Exception {
        exchange.readAnswers("juhe", "payment-query-response");
    }

    @Test
    void shouldMoveNothingOnAnErrorAnswer() throws Exception {
        exchange.readErrorAnswers("juhe");
    }
}
