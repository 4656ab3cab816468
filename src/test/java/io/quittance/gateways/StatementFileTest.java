package io.quittance.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.gateways.StatementFile.Row;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementFileTest {
    private static final int MOST = 3;

    /** 订单号,状态 and 1,支付成功 in GBK. */
    private static final String GBK = "b6a9b5a5bac52cd7b4ccac0d0a312cd6a7b8b6b3c9b9a60d0a";

    @Test
    void shouldCutAFileIntoItsRowsAndLeaveTheirBytes() throws UnreadableStatement {
        StatementFile file = of("order,paid,note\r\n1,2.00,\" a\"\r\n\r\n \t\r\n2,3.00,\"x\r\ny, \"\"z\"\"\"\n3,4.00,");

        List<Row> rows = file.rows();

        assertThat(rows).extracting(Row::line).containsExactly(2, 5, 7);
        assertThat(rows)
                .extracting(row -> text(file.message(row)))
                .containsExactly(
                        "order,paid,note\n1,2.00,\" a\"",
                        "order,paid,note\n2,3.00,\"x\r\ny, \"\"z\"\"\"",
                        "order,paid,note\n3,4.00,");
        assertThat(file.contentType()).isEqualTo("text/csv; charset=utf-8");
    }

    @Test
    void shouldLeaveOutAByteOrderMark() throws UnreadableStatement {
        StatementFile file = of("\uFEFForder\n1\n");

        assertThat(file.headings()).isEqualTo("order".getBytes(StandardCharsets.UTF_8));
        assertThat(text(file.message(file.rows().getFirst()))).isEqualTo("order\n1");
    }

    @Test
    void shouldCountLinesThatEndInAnyOfTheThreeWays() throws UnreadableStatement {
        StatementFile file = of("order\r1\n2\r\n3");

        assertThat(file.rows()).extracting(Row::line).containsExactly(2, 3, 4);
    }

    @Test
    void shouldTakeHeadingsAloneForAnEmptyStatement() throws UnreadableStatement {
        assertThat(of("order,paid\n").rows()).isEmpty();
        assertThat(of("order,paid").rows()).isEmpty();
    }

    @Test
    void shouldEmptyTheCellsThatNobodyReads() throws UnreadableStatement {
        StatementFile file = of("order,card,paid,name\n1,\"6222\n0001\", 2.00 ,\"Li, Hua\"\n2,,,\n");
        boolean[] kept = {true, false, true, false};

        assertThat(text(file.message(file.rows().getFirst(), kept))).isEqualTo("order,card,paid,name\n1,, 2.00 ,");
        assertThat(text(file.message(file.rows().getLast(), kept))).isEqualTo("order,card,paid,name\n2,,,");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "text/csv", "text/csv; charset=gbk", "text/csv;charset=\"GB2312\"; header=present"})
    void shouldSeeThatAFileIsInGbk(String contentType) throws UnreadableStatement {
        StatementFile file = StatementFile.of(HexFormat.of().parseHex(GBK), contentType, MOST);

        assertThat(file.contentType()).isEqualTo("text/csv; charset=gbk");
        assertThat(file.message(file.rows().getFirst()))
                .isEqualTo(HexFormat.of().parseHex("b6a9b5a5bac52cd7b4ccac0a312cd6a7b8b6b3c9b9a6"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                GBK
                        + " | text/csv; charset=utf-8 | is not in the charset that its content type names; name the right one, or none",
                GBK
                        + " | text/csv; charset=big5 | has a charset that statements are not read in; send it as utf-8 or gbk",
                "fffe6f00 | - | is text of neither UTF-8 nor GBK; export it as CSV in one of them",
                "efbbbf0d0a | - | is empty; its first line must be the headings",
                "6f0a310a320a330a34 | - | has more than 3 rows; send it in several files, each with the headings",
            })
    void shouldSayWhyAFileIsNoStatement(String hex, String contentType, String fault) {
        assertThatThrownBy(() -> StatementFile.of(HexFormat.of().parseHex(hex), contentType, MOST))
                .isInstanceOf(UnreadableStatement.class)
                .hasMessage(fault);
    }

    private static StatementFile of(String text) throws UnreadableStatement {
        return StatementFile.of(text.getBytes(StandardCharsets.UTF_8), null, MOST);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
