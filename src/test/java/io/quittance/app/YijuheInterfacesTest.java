package io.quittance.app;

import org.junit.jupiter.api.Test;

/** Every interface of yijuhe's document with every golden vector of it, over real HTTP. */
class YijuheInterfacesTest {
    private final GoldenExchange exchange = GoldenExchange.running();

    @Test
    void shouldPlaceAnOrder() throws Exception {
        exchange.send("yijuhe", "payment-request");
    }

    @Test
    void shouldReadTheAnswerToAnOrder() throws Exception {
        exchange.readPlacingAnswers("yijuhe", "orders");
    }

    @Test
    void shouldTakeTheCallback() throws Exception {
        exchange.takeCallbacks("yijuhe", "payment-callback");
    }

    @Test
    void shouldTakeTheReturnForAHint() throws Exception {
        exchange.takeABareReturn("yijuhe");
    }

    @Test
    void shouldAskAboutAnOrder() throws Exception {
        exchange.send("yijuhe", "payment-query-request");
    }

    @Test
    void shouldReadTheAnswerAboutAnOrder() throws Exception {
        exchange.readAnswers("yijuhe", "payment-query-response");
    }

    @Test
    void shouldMoveNothingOnAnErrorAnswer() throws Exception {
        exchange.readErrorAnswers("yijuhe");
    }
}
