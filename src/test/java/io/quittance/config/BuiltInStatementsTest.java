package io.quittance.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.gateways.Dialect;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Report;
import io.quittance.gateways.ReportStatus;
import io.quittance.gateways.Verdict;
import io.quittance.gateways.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each built-in gateway reads a statement whose columns have the gateway's own names. */
class BuiltInStatementsTest {
    private final Map<String, Dialect> dialects = DialectFiles.load(null);

    @Test
    void shouldReadAStatementOfYijuhe() {
        String headings = "merId,orderId,sysOrderId,orderAmt,status\n";

        Report paid = payment("yijuhe", "20000", headings + "20000,A1,S1,100.00,1");
        Report unpaid = payment("yijuhe", "20000", headings + "20000,A2,,100.00,0");

        assertThat(facts(paid)).isEqualTo("A1 PAID 10000 10000 S1");
        assertThat(facts(unpaid)).isEqualTo("A2 PENDING 10000 10000 null");
    }

    @Test
    void shouldReadAStatementOfJings() {
        String headings = "orderid,payid,paymoney,realpay,status\n";

        Report paid = payment("jings", "1", headings + "A1,P1,100.00,99.98,0");
        Report unpaid = payment("jings", "1", headings + "A2,P2,100.00,,-1");
        Report expired = payment("jings", "1", headings + "A3,P3,100.00,,1");

        assertThat(facts(paid)).isEqualTo("A1 PAID 10000 9998 P1");
        assertThat(facts(unpaid)).isEqualTo("A2 PENDING 10000 null P2");
        assertThat(facts(expired)).isEqualTo("A3 EXPIRED 10000 null P3");
    }

    @Test
    void shouldReadAStatementOfZonghe() {
        String headings = "appid,order_no,platform_order_no,amount,actual_amount,bank_code,pay_status,pay_time\n";

        Report paid = payment("zonghe", "gpu1", headings + "gpu1,A1,P1,10000,9999,901,1,2026-03-01 11:22:33");
        Report unpaid = payment("zonghe", "gpu1", headings + "gpu1,A2,P2,10000,0,901,0,");

        assertThat(facts(paid)).isEqualTo("A1 PAID 10000 9999 P1");
        assertThat(paid.channel()).isEqualTo("901");
        assertThat(paid.paidAt())
                .isEqualTo(Instant.parse("2026-03-01T03:22:33Z").toEpochMilli());
        assertThat(facts(unpaid)).isEqualTo("A2 PENDING 10000 0 P2");
    }

    @Test
    void shouldReadAStatementOfJuhe() {
        String headings = "memberid,orderid,amount,time_end,transaction_id,returncode,trade_state\n";

        Report paid = payment("juhe", "10023", headings + "10023,A1,100.00,20260301112233,T1,00,SUCCESS");
        Report unpaid = payment("juhe", "10023", headings + "10023,A2,100.00,,,00,NOTPAY");
        Report unknown = payment("juhe", "10023", headings + "10023,A3,100.00,,,01,SUCCESS");

        assertThat(facts(paid)).isEqualTo("A1 PAID 10000 10000 T1");
        assertThat(facts(unpaid)).isEqualTo("A2 PENDING 10000 10000 null");
        assertThat(unknown.status()).isEqualTo(ReportStatus.UNKNOWN);
    }

    @Test
    void shouldReadAStatementOfLianhe() {
        String headings = "appKey,mrn,originAmount,amount,channel,status\n";

        Report paid = payment("lianhe", "ak", headings + "ak,A1,100.00,99.97,2,1");
        Report failed = payment("lianhe", "ak", headings + "ak,A2,100.00,,2,2");

        assertThat(facts(paid)).isEqualTo("A1 PAID 10000 9997 null");
        assertThat(paid.channel()).isEqualTo("2");
        assertThat(facts(failed)).isEqualTo("A2 FAILED 10000 null null");
    }

    @Test
    void shouldReadAStatementOfPayoutsOfLianhe() {
        String headings = "appKey,mrn,amount,status\n";

        Report paid = read("lianhe", "ak", MessageType.PAYOUT_STATEMENT, headings + "ak,W1,500,1");
        Report waiting = read("lianhe", "ak", MessageType.PAYOUT_STATEMENT, headings + "ak,W2,500,0");

        assertThat(facts(paid)).isEqualTo("W1 PAID null 50000 null");
        assertThat(facts(waiting)).isEqualTo("W2 PENDING null 50000 null");
    }

    private Report payment(String gateway, String merchant, String body) {
        return read(gateway, merchant, MessageType.PAYMENT_STATEMENT, body);
    }

    private Report read(String gateway, String merchant, MessageType type, String body) {
        Dialect dialect = Objects.requireNonNull(dialects.get(gateway));
        GatewayAccount account = new GatewayAccount("main", dialect, merchant, null, List.of());
        Verdict verdict =
                dialect.verify(new RawMessage(type, body.getBytes(StandardCharsets.UTF_8), null, null), account, 0, 0);
        assertThat(verdict).isInstanceOf(Verified.class);
        return dialect.read((Verified) verdict);
    }

    private static String facts(Report report) {
        return report.order() + " " + report.status() + " " + report.orderedMinor() + " " + report.paidMinor() + " "
                + report.gatewayOrder();
    }
}
