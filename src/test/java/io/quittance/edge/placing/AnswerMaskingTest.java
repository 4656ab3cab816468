package io.quittance.edge.placing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.DialectFiles;
import io.quittance.gateways.DialectDefinition;
import io.quittance.gateways.DialectDefinition.Body;
import io.quittance.gateways.DialectDefinition.Inbound;
import io.quittance.gateways.MessageType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerMaskingTest {
    private static final DialectDefinition LIANHE = Objects.requireNonNull(
                    DialectFiles.load(null).get("lianhe"))
            .definitions()
            .getLast();

    /** An answer of lianhe's, the payee's name, and what is kept of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":\"success\",\"errorMessage\":\"\"} | success | {\"error\":\"success\",\"errorMessage\":\"\"}",
                "{\"error\":\"invalid_data\"} | error | {\"error\":\"invalid_data\"}",
                "{\"error\":\"invalid_data\",\"errorMessage\":\"no payee e\"} | e"
                        + " | {\"error\":\"invalid_data\",\"errorMessage\":\"no pay** *\"}",
                "{\"error\": \"invalid_data\", \"errorMessage\": \"账户 6222020200012345678 张三丰 ok\"} | 张三丰"
                        + " | {\"error\": \"invalid_data\", \"errorMessage\": \"\\u8d26\\u6237 ***************5678 *** ok\"}",
                "{\"error\":\"success\",\"echo\":{\"who\":[\"\\u5f20三\\u4E30\"],\"to\":6222020200012345678}} | 张三丰"
                        + " | {\"error\":\"success\",\"echo\":{\"who\":[\"***\"],\"to\":\"***************5678\"}}",
                "{\"error\":\"nobody is called 张三丰\"} | 张三丰 | {\"error\":\"nobody is called ***\"}",
                "{\"error\":\"success\",\"张三丰\":1} | 张三丰 | {\"error\":\"success\",\"***\":1}",
                "{\"error\":\"success\",\"errorMessage\":\"a \\\" b\\\\\",\"x\":\"\\\"b\"} | b"
                        + " | {\"error\":\"success\",\"errorMessage\":\"a \\\" *\\\\\",\"x\":\"\\\"*\"}",
                "\uFEFF{\"error\":\"invalid_data\",\"errorMessage\":\"\\u5f20\\u4e09\\u4e30\"} | 张三丰"
                        + " | \uFEFF{\"error\":\"invalid_data\",\"errorMessage\":\"***\"}",
                "<html>张三丰</html> | 张三丰 | <html>***</html>",
                "{\"error\":\"张三丰 | 张三丰 | {\"error\":\"***"
            })
    void shouldLeaveNoSecretAndEveryWordThatTheDialectGoesBy(String answer, String name, String kept) {
        byte[] masked = masked(answer.getBytes(StandardCharsets.UTF_8), LIANHE, name);

        assertThat(new String(masked, StandardCharsets.UTF_8)).isEqualTo(kept);
    }

    @Test
    void shouldHandOverTheVeryBytesWhereThereIsNothingToMask() {
        byte[] answer = "{\"error\":\"success\",\"errorMessage\":\"账户\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(masked(answer, LIANHE, "张三丰")).isSameAs(answer);
        assertThat(AnswerMasking.of(answer, LIANHE, MessageType.PAYOUT_RESPONSE, List.of()))
                .isSameAs(answer);
    }

    /** Its acceptance table does not name that code, and yet the dialect goes by it. */
    @Test
    void shouldLeaveACodeThatSpeaksOfTheBalance() {
        DialectDefinition rules = Objects.requireNonNull(
                        DialectFiles.loadFile(Path.of("src/test/resources/dialects/balance-refusals.yaml"))
                                .get("balance-refusals"))
                .definition();
        String answer = "{\"result\":\"no\",\"error\":{\"code\":\"E52\",\"text\":\"E52\"}}";

        byte[] masked = masked(answer.getBytes(StandardCharsets.UTF_8), rules, "E52");

        assertThat(new String(masked, StandardCharsets.UTF_8))
                .isEqualTo("{\"result\":\"no\",\"error\":{\"code\":\"E52\",\"text\":\"***\"}}");
    }

    @Test
    void shouldMaskInTheCharsetOfTheDialect() {
        Charset gbk = Charset.forName("GBK");
        DialectDefinition rules = with("GBK", LIANHE.inbound());

        byte[] json = masked("{\"error\":\"success\",\"to\":\"张三丰\"}".getBytes(gbk), rules, "张三丰");
        byte[] page = masked("<html>给张三丰</html>".getBytes(gbk), rules, "张三丰");
        byte[] otherCharset = masked("<html>张三丰</html>".getBytes(StandardCharsets.UTF_8), rules, "张三丰");

        assertThat(new String(json, gbk)).isEqualTo("{\"error\":\"success\",\"to\":\"***\"}");
        assertThat(new String(page, gbk)).isEqualTo("<html>给***</html>");
        assertThat(new String(otherCharset, StandardCharsets.UTF_8)).isEqualTo("<html>***</html>");
    }

    /** Two or four characters of UTF-8 are as many whole characters of GBK, and some of GBK are whole characters of UTF-8. */
    @ParameterizedTest
    @CsvSource({"GBK, UTF-8, 张三", "GBK, UTF-8, 欧阳三丰", "GBK, UTF-8, 张三丰", "UTF-8, GBK, 张三", "UTF-8, GBK, 毛毛"})
    void shouldLeaveNoNameInAnAnswerOfAnotherCharset(String documented, Charset written, String name) {
        DialectDefinition rules = with(documented, LIANHE.inbound());
        String mask = "*".repeat(name.length());
        String answer = "{\"error\":\"invalid_data\",\"errorMessage\":\"6222020200012345678 %s\"}".formatted(name);

        byte[] masked = masked(answer.getBytes(written), rules, name);

        assertThat(new String(masked, written))
                .isEqualTo("{\"error\":\"invalid_data\",\"errorMessage\":\"***************5678 " + mask + "\"}");
    }

    @Test
    void shouldLeaveNoNameInAFormOfAnotherCharset() {
        DialectDefinition rules = with("UTF-8", Map.of(MessageType.PAYOUT_RESPONSE, form()));

        byte[] masked = masked(
                "error=invalid_data&errorMessage=%D5%C5%C8%FD&to=%d5%c5%c8%fd".getBytes(StandardCharsets.US_ASCII),
                rules,
                "张三");

        assertThat(new String(masked, StandardCharsets.UTF_8)).isEqualTo("error=invalid_data&errorMessage=**&to=**");
    }

    @Test
    void shouldMaskTheValuesOfAForm() {
        DialectDefinition rules = with("UTF-8", Map.of(MessageType.PAYOUT_RESPONSE, form()));

        byte[] masked = masked(
                "error=success&errorMessage=success+%E5%BC%A0&to=a%26success".getBytes(StandardCharsets.UTF_8),
                rules,
                "success");
        byte[] page = masked("<p>success</p>".getBytes(StandardCharsets.UTF_8), rules, "success");

        assertThat(new String(masked, StandardCharsets.UTF_8))
                .isEqualTo("error=success&errorMessage=*******+%E5%BC%A0&to=a%26*******");
        assertThat(new String(page, StandardCharsets.UTF_8)).isEqualTo("%3Cp%3E*******%3C%2Fp%3E");
    }

    /** Its answer to a payout as if it were a form. */
    private static Inbound form() {
        Inbound json = Objects.requireNonNull(LIANHE.inbound().get(MessageType.PAYOUT_RESPONSE));
        return new Inbound(
                Body.FORM,
                json.get(),
                json.ack(),
                json.wrapper(),
                json.prefixedOrder(),
                json.fields(),
                json.signature(),
                json.status(),
                json.acceptance(),
                json.ok(),
                json.errorAnswer(),
                json.insufficientBalance());
    }

    private static byte[] masked(byte[] answer, DialectDefinition rules, String name) {
        return AnswerMasking.of(answer, rules, MessageType.PAYOUT_RESPONSE, List.of("6222020200012345678", name));
    }

    private static DialectDefinition with(String charset, Map<MessageType, Inbound> inbound) {
        return new DialectDefinition(
                LIANHE.gateway(),
                LIANHE.title(),
                LIANHE.from(),
                charset,
                LIANHE.units(),
                LIANHE.zone(),
                LIANHE.times(),
                LIANHE.credentials(),
                LIANHE.recipes(),
                inbound,
                LIANHE.outbound(),
                LIANHE.pacing());
    }
}
