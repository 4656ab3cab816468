package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
    @ParameterizedTest
    @EnumSource
    void shouldHoldNothingThatAGatewayTakesForAnAcknowledgement(Refusal refusal) {
        String text = refusal.text().toLowerCase(Locale.ROOT);

        assertThat(text).isNotEmpty().doesNotContain("ok").doesNotContain("success");
        assertThat(refusal.status()).isBetween(400, 599);
    }
}
