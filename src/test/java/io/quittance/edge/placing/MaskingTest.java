package io.quittance.edge.placing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    private static final List<String> SECRETS = List.of("6222020200012345678", "张三丰");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to 6222020200012345678 | to ***************5678",
                "to 张三丰 | to ***",
                "to \\u5f20\\u4e09\\u4e30 | to ***",
                "to \\u5F20\\u4E09\\u4E30 | to ***",
                "{\"error\": \"success\"} | {\"error\": \"success\"}"
            })
    void shouldLeaveNoSecretInAnAnswer(String answer, String masked) {
        byte[] kept = Masking.bytes(answer.getBytes(StandardCharsets.UTF_8), SECRETS, Charset.forName("GBK"));

        assertThat(new String(kept, StandardCharsets.UTF_8)).isEqualTo(masked);
    }

    @Test
    void shouldHandOverTheVeryBytesWhereThereIsNoSecret() {
        byte[] answer = {(byte) 0xc3, 0x28, '{', '}'};

        assertThat(Masking.bytes(answer, SECRETS, StandardCharsets.UTF_8)).isSameAs(answer);
    }

    @Test
    void shouldShowNothingOfAShortNumber() {
        assertThat(Masking.text("to 1234567", List.of("1234567"))).isEqualTo("to *******");
    }
}
