package io.quittance.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebParametersTest {
    @Test
    void shouldDecodeAForm() {
        WebParameters form = WebParameters.ofForm("a=1+2%2B&&b=%E5%95%86&c=100%&d&e=x=y".getBytes(UTF_8));

        assertThat(form.readable()).isTrue();
        assertThat(form.values())
                .containsExactly(
                        Map.entry("a", "1 2+"),
                        Map.entry("b", "商"),
                        Map.entry("c", "100%"),
                        Map.entry("d", ""),
                        Map.entry("e", "x=y"));
        assertThat(form.text("none")).isEmpty();
        assertThat(form.toString()).isEqualTo("WebParameters[a, b, c, d, e]");
    }

    @Test
    void shouldNotChooseBetweenTwoValuesOfOneName() {
        assertThat(WebParameters.ofForm("a=1&b=2&a=1".getBytes(UTF_8)).readable())
                .isFalse();
        assertThat(WebParameters.ofJson("{\"a\":1,\"a\":2}".getBytes(UTF_8)).readable())
                .isFalse();
    }

    @Test
    void shouldReadTheLiteralTextOfJson() {
        WebParameters json = WebParameters.ofJson(
                "{\"amount\":100.00,\"mrn\":\"M\\u5355\",\"payer\":null,\"ok\":true}".getBytes(UTF_8));

        assertThat(json.values())
                .containsExactly(Map.entry("amount", "100.00"), Map.entry("mrn", "M单"), Map.entry("ok", "true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\":{}}", "{\"a\":[1]}", "{\"a\":", "text"})
    void shouldNotReadWhatIsNoFlatObject(String json) {
        assertThat(WebParameters.ofJson(json.getBytes(UTF_8)).readable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 10000",
        "100.5, 10050",
        "100.50, 10050",
        "0.01, 1",
        "100.000, 10000",
        "9999999999999.99, 999999999999999"
    })
    void shouldReadYuan(String text, long minor) {
        assertThat(Amount.ofYuan(text)).isEqualTo(OptionalLong.of(minor));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.00", "-1", "+1", "1.", ".5", "1.001", "1e3", "１", "1,000", "99999999999999"})
    void shouldReadNoAmountThatIsNone(String text) {
        assertThat(Amount.ofYuan(text)).isEmpty();
    }

    @Test
    void shouldReadFenAndWholeYuan() {
        assertThat(Amount.ofFen("10000")).isEqualTo(OptionalLong.of(10_000));
        assertThat(Amount.ofFen("10000.00")).isEqualTo(OptionalLong.of(10_000));
        assertThat(Amount.ofFen("10000.5")).isEmpty();
        assertThat(Amount.ofWholeYuan("500")).isEqualTo(OptionalLong.of(50_000));
        assertThat(Amount.ofWholeYuan("500.00")).isEmpty();
    }
}
