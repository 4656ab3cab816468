package io.quittance.app;

import org.junit.jupiter.api.Test;

/** Every interface of jings's document with every golden vector of it, over real HTTP. */
class JingsInterfacesTest {
    private final GoldenExchange exchange = GoldenExchange.running();

    @Test
    void shouldHandOverThePage() throws Exception {
        exchange.handOverPages("jings");
    }

    @Test
    void shouldTakeTheCallback() throws Exception {
        exchange.takeCallbacks("jings", "payment-callback");
    }

    @Test
    void shouldTakeTheReturnForAHint() throws Exception {
        exchange.takeABareReturn("jings");
    }

    @Test
    void shouldAskAboutAnOrder() throws Exception {
        exchange.send("jings", "payment-query-request");
    }

    @Test
    void shouldReadTheAnswerAboutAnOrder() throws Exception {
        exchange.readAnswers("jings", "payment-query-response");
    }

    @Test
    void shouldAskForTheBalance() throws Exception {
        exchange.send("jings", "balance-query-request");
    }

    @Test
    void shouldReadTheBalance() throws Exception {
        exchange.readAnswers("jings", "balance-query-response");
    }

    @Test
    void shouldMoveNothingOnAnErrorAnswer() throws Exception {
        exchange.readErrorAnswers("jings");
    }
}
