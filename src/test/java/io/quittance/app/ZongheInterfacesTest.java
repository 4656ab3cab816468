package io.quittance.app;

import org.junit.jupiter.api.Test;

/** Every interface of zonghe's document with every golden vector of it, over real HTTP. */
class ZongheInterfacesTest {
    private final GoldenExchange exchange = GoldenExchange.running();

    @Test
    void shouldPlaceAnOrder() throws Exception {
        exchange.send("zonghe", "payment-request");
    }

    @Test
    void shouldReadTheAnswerToAnOrder() throws Exception {
        exchange.readPlacingAnswers("zonghe", "orders");
    }

    @Test
    void shouldTakeTheCallback() throws Exception {
        exchange.takeCallbacks("zonghe", "payment-callback");
    }

    @Test
    void shouldCheckTheReturn() throws Exception {
        exchange.takeReturns("zonghe");
    }

    @Test
    void shouldAskAboutAnOrder() throws Exception {
        exchange.send("zonghe", "payment-query-request");
    }

    @Test
    void shouldReadTheAnswerAboutAnOrder() throws Exception {
        exchange.readAnswers("zonghe", "payment-query-response");
    }

    @Test
    void shouldMoveNothingOnAnErrorAnswer() throws Exception {
        exchange.readErrorAnswers("zonghe");
    }
}
