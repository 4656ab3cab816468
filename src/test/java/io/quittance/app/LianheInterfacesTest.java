package io.quittance.app;

import org.junit.jupiter.api.Test;

/** Every interface of lianhe's document with every golden vector of it, over real HTTP. */
class LianheInterfacesTest {
    private final GoldenExchange exchange = GoldenExchange.running();

    @Test
    void shouldPlaceAnOrder() throws Exception {
        exchange.send("lianhe", "payment-request");
    }

    @Test
    void shouldReadTheAnswerToAnOrder() throws Exception {
        exchange.readPlacingAnswers("lianhe", "orders");
    }

    @Test
    void shouldHandOverThePage() throws Exception {
        exchange.handOverPages("lianhe");
    }

    @Test
    void shouldTakeTheCallback() throws Exception {
        exchange.takeCallbacks("lianhe", "payment-callback");
    }

    @Test
    void shouldTakeTheReturnForAHint() throws Exception {
        exchange.takeABareReturn("lianhe");
    }

    @Test
    void shouldAskAboutAnOrder() throws Exception {
        exchange.send("lianhe", "payment-query-request");
    }

    @Test
    void shouldReadTheAnswerAboutAnOrder() throws Exception {
        exchange.readAnswers("lianhe", "payment-query-response");
    }

    @Test
    void shouldPlaceAPayout() throws Exception {
        exchange.send("lianhe", "payout-request");
    }

    @Test
    void shouldReadTheAnswerToAPayout() throws Exception {
        exchange.readPlacingAnswers("lianhe", "payouts");
    }

    @Test
    void shouldTakeTheCallbackOfAPayout() throws Exception {
        exchange.takeCallbacks("lianhe", "payout-callback");
    }

    @Test
    void shouldAskAboutAPayout() throws Exception {
        exchange.send("lianhe", "payout-query-request");
    }

    @Test
    void shouldReadTheAnswerAboutAPayout() throws Exception {
        exchange.readAnswers("lianhe", "payout-query-response");
    }
}
