package io.quittance.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitTimeTest {
    @ParameterizedTest
    @CsvSource({"20s, 20", "20, 20", "0, 0", "60s, 60", "61s, 60", "999999999, 60"})
    void shouldReadSecondsAndCutThemToTheMost(String text, long seconds) {
        @Nullable Duration wait = WaitTime.of(text);

        assertThat(wait).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1", "+5", "1.5s", "20ms", "20 s", "2０", "1h", "9999999999", "20ss"})
    void shouldNotReadAnythingElse(String text) {
        @Nullable Duration wait = WaitTime.of(text);

        assertThat(wait).isNull();
    }

    @Test
    void shouldNotWaitWhereNothingWasSent() {
        @Nullable Duration wait = WaitTime.of(null);

        assertThat(wait).isZero();
    }
}
