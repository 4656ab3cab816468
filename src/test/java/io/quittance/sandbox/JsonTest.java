package io.quittance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void shouldWriteMembersInTheOrderGiven() {
        Json json = new Json()
                .with("b", "x\"\\\n商")
                .with("a", 1)
                .with("c", 2L)
                .with("d", null)
                .with("e", true)
                .with("f", new Json())
                .with("g", List.of("h", new Json().with("i", "j")));

        assertThat(json.written())
                .isEqualTo("{\"b\":\"x\\\"\\\\\\u000a商\",\"a\":1,\"c\":2,\"d\":null,\"e\":true,\"f\":{},"
                        + "\"g\":[\"h\",{\"i\":\"j\"}]}");
    }

    @Test
    void shouldWriteAsciiAsTheExampleOfZongheDoes() {
        assertThat(new Json().with("message", "查询成功").writtenInAscii())
                .isEqualTo("{\"message\":\"\\u67e5\\u8be2\\u6210\\u529f\"}");
    }

    @Test
    void shouldCountTurnsInASlidingWindow() {
        RateWindow window = new RateWindow(2, Duration.ofNanos(100));

        assertThat(window.take(0)).isTrue();
        assertThat(window.take(60)).isTrue();
        assertThat(window.take(99)).isFalse();
        assertThat(window.take(100)).isTrue();
        assertThat(window.take(159)).isFalse();
        assertThat(window.take(160)).isTrue();
    }
}
