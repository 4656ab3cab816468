package io.quittance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quittance.gateways.Dialect;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Reason;
import io.quittance.gateways.Rejected;
import io.quittance.gateways.Report;
import io.quittance.gateways.ReportStatus;
import io.quittance.gateways.StatementColumns;
import io.quittance.gateways.Verdict;
import io.quittance.gateways.Verified;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the statements that docs/dialect-format.md gives for an example, whose headings are Chinese. */
class StatementTest {
    private static final Path PAGE = Path.of(System.getProperty("quittance.basedir", "."), "docs/dialect-format.md");

    private static final String TOP = """
            gateway: mine
            credentials: {key: secret}
            recipes:
              md5: {names: sorted, blanks: skip, secret: {credential: key, as: suffix}, digest: md5}
            messages:
            """;

    private static final String HEADINGS = "商户号,商户订单号,平台订单号,订单金额,实付金额,状态,支付时间,备注";
    private static final String PAID = "M1,A1,T1,100.00,99.99,支付成功,2026-03-01 11:22:33,会员";
    private static final String CSV = "text/csv; charset=utf-8";

    @TempDir
    private Path folder = Path.of(".");

    private String example = "";
    private Dialect dialect = DialectFiles.load(null).values().iterator().next();

    @BeforeEach
    void loadTheExample() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("payment-statement:\n");
        example = page.substring(start, page.indexOf("```", start)).indent(2);
        dialect = load(example);
    }

    @Test
    void shouldReadARow() {
        Report report = report(HEADINGS + "\n" + PAID);

        assertThat(report.order()).isEqualTo("A1");
        assertThat(report.gatewayOrder()).isEqualTo("T1");
        assertThat(report.status()).isEqualTo(ReportStatus.PAID);
        assertThat(report.orderedMinor()).isEqualTo(10_000);
        assertThat(report.paidMinor()).isEqualTo(9_999);
        assertThat(report.paidAt())
                .isEqualTo(Instant.parse("2026-03-01T03:22:33Z").toEpochMilli());
    }

    @Test
    void shouldReadARowOfGbk() {
        Charset gbk = Charset.forName("GBK");
        byte[] row = HexFormat.of()
                .parseHex("4d312c4131092c54312c3130302e30302c39392e39392cd6a7b8b6b3c9b9a62c323032362d30332d30"
                        + "312031313a32323a33332cbbe1d4b1");
        byte[] body = concat((HEADINGS + "\n").getBytes(gbk), row);

        Verdict verdict = verify(body, "text/csv; charset=gbk");

        Report report = dialect.read((Verified) verdict);
        assertThat(report.order()).isEqualTo("A1");
        assertThat(report.status()).isEqualTo(ReportStatus.PAID);
        assertThat(report.paidMinor()).isEqualTo(9_999);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "M1,\tA1\t,T1,100.00,99.99,支付成功,,",
                "M1, A1 ,T1, 100.00 ,99.99, 支付成功,,",
                "\"M1\",\"A1\",\"T1\",\"100.00\",\"99.99\",\"支付成功\",\"\",\"x, \"\"y\"\"\"",
                "\"M1\" ,\t\"\tA1\" , \"T1\",100.00,99.99,支付成功,昨天,\"\"",
            })
    void shouldPassOverBlanksTabsAndQuotes(String row) {
        Report report = report("\uFEFF " + HEADINGS.replace("状态", "\"状态\"\t") + "\r\n" + row + "\r\n");

        assertThat(report.order()).isEqualTo("A1");
        assertThat(report.status()).isEqualTo(ReportStatus.PAID);
        assertThat(report.paidMinor()).isEqualTo(9_999);
        assertThat(report.paidAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "未支付, PENDING, 0.00, 0",
        "未支付, PENDING, --, ",
        "未支付, PENDING, '', ",
        "已过期, EXPIRED, 12.30, 1230",
        "支付失败, FAILED, 0, 0",
    })
    void shouldSayWhatStandsInRowsThatAreNotPaid(String word, ReportStatus status, String amount, Long paidMinor) {
        Report report = report(HEADINGS + "\nM1,A1,,100.00," + amount + "," + word + ",,");

        assertThat(report.status()).isEqualTo(status);
        assertThat(report.paidMinor()).isEqualTo(paidMinor);
        assertThat(report.gatewayOrder()).isNull();
    }

    @Test
    void shouldKnowAWordThatTheTableDoesNot() {
        Verified verified = (Verified) verify(HEADINGS + "\nM1,A1,T1,100.00,99.99,退款中,,");

        assertThat(verified.knowsStatus()).isFalse();
        assertThat(dialect.read(verified).status()).isEqualTo(ReportStatus.UNKNOWN);
        assertThat(((Verified) verify(HEADINGS + "\n" + PAID)).knowsStatus()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "M1,,T1,100.00,99.99,支付成功,, | no order",
                "M1,A1,T1,100.00,99.999,支付成功,, | an amount that is none, or finer than a fen",
                "M1,A1,T1,100.00,,支付成功,, | paid, but no paid amount",
                "M1,A1,T1,100.00,0.00,支付成功,, | paid, but no paid amount",
                "M1,A1,T1,100.00,99.99,支付成功, | 7 cells under 8 headings",
                "M1,A1,T1,100.00,99.99,支付成功,,, | 9 cells under 8 headings",
                "M1,A1,T1,100.00,99.99,支付成功,,\"x | a quote is opened and never closed",
                "M1,\"A1\"2,T1,100.00,99.99,支付成功,, | something stands behind the quote that closes a cell",
                "M1,=\"A1\",T1,100.00,99.99,支付成功,, | a quote stands inside a cell that does not begin with one",
            })
    void shouldSayWhatIsWrongWithARow(String row, String fault) {
        Verdict verdict = verify(HEADINGS + "\n" + row);

        assertThat(verdict).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(rejected.detail()).isEqualTo("payment-statement: " + fault);
        });
    }

    @Test
    void shouldRefuseTheRowOfAnotherMerchant() {
        Verdict verdict = verify(HEADINGS + "\n" + PAID.replace("M1", "M2"));

        assertThat(verdict)
                .asInstanceOf(InstanceOfAssertFactories.type(Rejected.class))
                .extracting(Rejected::reason)
                .isEqualTo(Reason.MERCHANT_MISMATCH);
    }

    @Test
    void shouldRefuseARowThatIsNotInItsCharset() {
        byte[] broken = concat((HEADINGS + "\n" + PAID).getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xff});

        assertThat(verify(broken, CSV)).isInstanceOf(Rejected.class);
        assertThat(verify(broken, "text/csv; charset=gbk")).isInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "商户订单号, 商户单号, 'there is no column 商户订单号 (the nearest heading is 商户单号)'",
        "实付金额, 6222020200112233, there is no column 实付金额",
        "平台订单号, 商户订单号, two columns have the heading 商户订单号",
        "状态, 状态码, 'there is no column 状态 (the nearest heading is 状态码)'",
        "'实付金额,状态', 'x,y', 'there is no column 实付金额, nor 状态'",
    })
    void shouldNameTheColumnThatIsMissing(String heading, String instead, String fault) {
        String headings = HEADINGS.replace(heading, instead);

        StatementColumns columns =
                Objects.requireNonNull(dialect.columns(MessageType.PAYMENT_STATEMENT, Instant.EPOCH.toEpochMilli()));

        assertThat(columns.fault(headings.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(fault);
        assertThat(verify(headings + "\n" + PAID))
                .asInstanceOf(InstanceOfAssertFactories.type(Rejected.class))
                .extracting(Rejected::detail)
                .isEqualTo("payment-statement: " + fault);
    }

    @Test
    void shouldNotMissAColumnThatNobodyReads() {
        StatementColumns columns =
                Objects.requireNonNull(dialect.columns(MessageType.PAYMENT_STATEMENT, Instant.EPOCH.toEpochMilli()));
        byte[] headings = HEADINGS.replace("备注", "渠道").getBytes(StandardCharsets.UTF_8);

        assertThat(columns.fault(headings, StandardCharsets.UTF_8)).isNull();
        assertThat(columns.named(headings, StandardCharsets.UTF_8))
                .containsExactly(true, true, true, true, true, true, true, false);
        assertThat(dialect.columns(MessageType.PAYMENT_CALLBACK, 0)).isNull();
        assertThat(dialect.columns(MessageType.PAYOUT_STATEMENT, 0)).isNull();
    }

    /** What is written instead of something in the example, where that is a fault, and the fault. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body: csv | body: form | body: a statement is a file of comma-separated values: write csv",
                "商户订单号: order | 商户订单号: text | fields: no field is the order",
                "备注: text | 备注: {is: text, at: data.memo} | fields.备注: a column has no place in JSON: leave out at",
                "备注: text | 备注: balance | fields.备注: a statement has no balance",
                "备注: text | 备注: order | fields.备注: 商户订单号 has the same meaning",
                "商户号: merchant | 商户号: {is: merchant, echo: true} | fields.商户号: a statement repeats no question: leave out echo",
                "body: csv | body: csv, ack: fine | ack: nobody waits for the acknowledgement of a statement",
                "body: csv | body: csv, methods: GET | methods: a statement is handed in, no gateway sends it",
                "body: csv | body: csv, wrapper: data | wrapper: a statement has columns and no JSON",
                "when: {状态: | when: {状況: | status.0.when.状況: there is no field 状況",
            })
    void shouldTellWhatIsNoStatement(String sound, String wrong, String fault) throws IOException {
        String written = example.replace(sound, wrong.replace(", ", "\n    ").replace("{is: text\n    ", "{is: text, "))
                .replace("{is: merchant\n    ", "{is: merchant, ");

        assertThat(faults(written)).anyMatch(told -> told.contains("messages.payment-statement." + fault));
    }

    @Test
    void shouldTellOfAStatementWithoutStatusAndOfASignedOne() throws IOException {
        String noStatus = example.substring(0, example.indexOf("    status:"));

        assertThat(faults(noStatus))
                .singleElement()
                .asString()
                .contains(":6: messages.payment-statement: no status: write a table");
        assertThat(faults(example + "    signature: {field: sign, recipe: md5, over: all}\n"))
                .anyMatch(told -> told.endsWith("signature: nobody signs a statement"));
    }

    @Test
    void shouldTakeCsvForStatementsAlone() throws IOException {
        String callback = example.replace("payment-statement", "payment-callback");

        assertThat(faults(callback)).anyMatch(told -> told.endsWith("body: csv is for statements alone"));
    }

    private Report report(String body) {
        Verdict verdict = verify(body);
        assertThat(verdict).isInstanceOf(Verified.class);
        assertThat(((Verified) verdict).signed()).isFalse();
        return dialect.read((Verified) verdict);
    }

    private Verdict verify(String body) {
        return verify(body.getBytes(StandardCharsets.UTF_8), CSV);
    }

    private Verdict verify(byte[] body, String contentType) {
        GatewayAccount account = new GatewayAccount("shop", dialect, "M1", null, List.of());
        return dialect.verify(new RawMessage(MessageType.PAYMENT_STATEMENT, body, contentType, null), account, 0, 0);
    }

    private Dialect load(String statement) throws IOException {
        return Objects.requireNonNull(DialectFiles.loadFile(write(statement)).get("mine"));
    }

    private List<String> faults(String statement) throws IOException {
        Path file = write(statement);
        return catchThrowableOfType(InvalidDialects.class, () -> DialectFiles.loadFile(file))
                .faults();
    }

    private Path write(String statement) throws IOException {
        return Files.writeString(folder.resolve("mine.yaml"), TOP + statement);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = new byte[one.length + other.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
