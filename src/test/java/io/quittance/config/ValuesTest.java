package io.quittance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({"100ms, PT0.1S", "5s, PT5S", "2 m, PT2M", "1h, PT1H", "7d, PT168H", "0ms, PT0S"})
    void shouldReadDurations(String text, Duration duration) {
        assertThat(Values.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "s", "-5s", "1.5s", "5 sec", "1e3ms", "٥s", "999999999999999d", ""})
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.duration(text))
                .withMessageContaining("100ms");
    }

    @ParameterizedTest
    @CsvSource({"64MB, 67108864", "1kb, 1024", "2GB, 2147483648", "10 B, 10", "512KB, 524288"})
    void shouldReadSizes(String text, long bytes) {
        assertThat(Values.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "MB", "-1MB", "1.5GB", "64TB", "999999999999999GB"})
    void shouldRefuseWhatIsNoSize(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.bytes(text))
                .withMessageContaining("64MB");
    }

    @ParameterizedTest
    @CsvSource({
        "0.99, 99",
        "1, 100",
        "1.5, 150",
        "0, 0",
        "0.00, 0",
        "100.000, 10000",
        "007.50, 750",
        "9999999999999.99, 999999999999999",
    })
    void shouldReadYuanAsFen(String yuan, long fen) {
        assertThat(Values.fen(yuan)).isEqualTo(fen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.",
                ".5",
                "-1",
                "+1",
                "1,00",
                "1e2",
                "0.001",
                "0.990001",
                "１",
                "99999999999999",
                " 1",
                "1 "
            })
    void shouldRefuseWhatIsNoAmount(String yuan) {
        assertThatIllegalArgumentException().isThrownBy(() -> Values.fen(yuan)).withMessageContaining("yuan");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.38, 3800", "0.0001, 1", "1, 10000", "07.5, 75000", "100, 1000000", "100.0000, 1000000"})
    void shouldReadPercentAsMillionths(String text, int millionths) {
        assertThat(Values.percent(text)).isEqualTo(millionths);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".5",
                "5.",
                "-1",
                "+1",
                "0.00001",
                "100.0001",
                "101",
                "0,38",
                "0.38%",
                "1e1",
                "0.3 ",
                "٣"
            })
    void shouldRefuseWhatIsNoPercentage(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.percent(text))
                .withMessageContaining("0.38");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "2026-01-01T08:00:00+08:00, 2026-01-01T00:00:00Z",
        "2026-01-01 08:00:00+08:00, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.250Z, 2026-01-01T00:00:00.250Z",
        "2026-01-01, 2026-01-01T00:00:00Z",
    })
    void shouldReadTimesWithTheirZone(String text, Instant time) {
        assertThat(Values.time(text)).isEqualTo(time.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00", "2026-13-01", "yesterday", "20260101", "+999999999-12-31T23:59:59Z"})
    void shouldRefuseWhatIsNoTime(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Values.time(text)).withMessageContaining("with its zone");
    }

    @Test
    void shouldReadNetworks() throws Exception {
        Network network = Values.network("10.0.0.0/8");
        Network single = Values.network("203.0.113.7");
        Network six = Values.network("2001:db8::/32");

        assertThat(network.contains(InetAddress.ofLiteral("10.200.0.1"))).isTrue();
        assertThat(network.contains(InetAddress.ofLiteral("11.0.0.1"))).isFalse();
        assertThat(single.prefixLength()).isEqualTo(32);
        assertThat(six.contains(InetAddress.ofLiteral("2001:db8:1::1"))).isTrue();
        assertThat(six.contains(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "::/129", ""})
    void shouldRefuseWhatIsNoNetwork(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Values.network(text))
                .withMessageContaining("CIDR");
    }

    @ParameterizedTest
    @CsvSource({
        "https://pay.example, https://pay.example",
        "https://pay.example/, https://pay.example",
        "http://127.0.0.1:8080/a/, http://127.0.0.1:8080/a",
    })
    void shouldReadAddressesThatPathsAreAppendedTo(String text, String address) {
        assertThat(Values.base(text)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pay.example",
                "ftp://pay.example",
                "https://",
                "https://pay.example?x=1",
                "https://pay.example#top",
                "https://user:word@pay.example",
                "https://pay.example:99999",
                "https://pay example",
                "javascript:alert(1)",
            })
    void shouldRefuseWhatIsNoSuchAddress(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Values.base(text));
    }

    @Test
    void shouldNameTheNearestWord() {
        Values.Grammar<Integer> grammar = Values.oneOf(Map.of("verified", 1, "durable", 2));

        assertThat(grammar.parse("durable")).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grammar.parse("verifed"))
                .withMessageContaining("the nearest known one is verified");
    }
}
