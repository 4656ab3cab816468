package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.sandbox.Callback.Says;
import io.quittance.sandbox.Message.Trick;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackWriterTest {
    private static final Instant PAID_AT = Instant.parse("2019-08-17T16:13:41Z");
    private static final Freshness FRESH = new Freshness("68fbe738780570b7", PAID_AT);
    private final CallbackWriter writer =
            new CallbackWriter(forms("9297961f608377f62b8a6db2207a21b2"), forms("forged"));

    @Test
    void shouldWriteWhatTheGatewaySays() {
        assertThat(body(Trick.NONE))
                .isEqualTo("amount=99.98&appKey=ak_8cd572bc9d&channel=2&mrn=M-20260301-0001&originAmount=100"
                        + "&sign=fc5d7d9986602464de909124c19d3263");
    }

    @Test
    void shouldSignAForgeryWithAnotherKey() {
        assertThat(body(Trick.WRONG_KEY))
                .startsWith("amount=99.98&appKey=ak_8cd572bc9d&channel=2&mrn=M-20260301-0001&originAmount=100&sign=")
                .doesNotContain("fc5d7d9986602464de909124c19d3263");
    }

    @Test
    void shouldTamperAfterSigning() {
        assertThat(body(Trick.AMOUNT_RAISED))
                .isEqualTo("amount=199.98&appKey=ak_8cd572bc9d&channel=2&mrn=M-20260301-0001&originAmount=100"
                        + "&sign=fc5d7d9986602464de909124c19d3263");
        assertThat(body(Trick.ORDER_SWAPPED))
                .isEqualTo("amount=99.98&appKey=ak_8cd572bc9d&channel=2&mrn=M-20260301-0001X&originAmount=100"
                        + "&sign=fc5d7d9986602464de909124c19d3263");
        assertThat(body(Trick.SIGNATURE_LEFT_OUT))
                .isEqualTo("amount=99.98&appKey=ak_8cd572bc9d&channel=2&mrn=M-20260301-0001&originAmount=100");
    }

    private String body(Trick trick) {
        var callback = new Callback(Flow.PAYMENT, "M-20260301-0001", "", 10_000, 9_998, Says.PAID, PAID_AT, "");
        return writer.body(new Message(Gateway.LIANHE, callback, trick, false), FRESH);
    }

    private static Map<Gateway, CallbackForms> forms(String secret) {
        return Map.of(
                Gateway.LIANHE, new CallbackForms(Gateway.LIANHE, new Credentials("ak_8cd572bc9d", secret, null)));
    }
}
