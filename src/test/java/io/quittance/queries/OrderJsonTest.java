package io.quittance.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.ConflictKind;
import io.quittance.events.ConflictNote;
import io.quittance.events.OrderHistory;
import io.quittance.gateways.Yuan;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderJsonTest {
    @Test
    void shouldWriteAPaymentWithEveryName() {
        OrderHistory history = new OrderHistory(0, 7L, List.of("id-pending", "id-paid"), 2L, 1L, List.of(note()));

        String json = text(OrderJson.of(Rows.paid("yi-main", "订单/1\""), history));

        assertThat(json)
                .isEqualTo(
                        "{\"account\":\"yi-main\",\"gateway\":\"yijuhe\",\"merchant\":\"20000\",\"kind\":\"PAYMENT\","
                                + "\"order\":\"订单/1\\\"\",\"status\":\"PAID\",\"reason\":null,\"final\":true,\"settled\":true,"
                                + "\"orderedAmount\":\"100.00\",\"paidAmount\":\"100.00\",\"amountConfirmed\":true,"
                                + "\"currency\":\"CNY\",\"gatewayOrder\":\"G-订单/1\\\"\",\"channel\":null,"
                                + "\"paidAt\":\"2026-01-02T03:04:00.678Z\",\"settledAt\":\"2026-01-02T03:04:05.678Z\","
                                + "\"settledBy\":\"id-paid\",\"evidence\":[\"id-pending\",\"id-paid\"],\"evidenceCount\":2,"
                                + "\"duplicates\":1,\"conflicts\":[{\"conflict\":\"AMOUNT_CHANGED\",\"report\":\"x\","
                                + "\"otherReport\":\"id-paid\",\"reportAmount\":\"99.99\",\"otherAmount\":\"100.00\","
                                + "\"detail\":\"another amount than before\",\"raisedAt\":\"2026-01-02T03:04:05.678Z\"}]}");
    }

    @Test
    void shouldWriteAPayoutWithItsBalance() {
        String json = text(OrderJson.of(Rows.accepted("juhe-main", "P1"), null));

        assertThat(json)
                .isEqualTo("{\"account\":\"juhe-main\",\"gateway\":\"juhe\",\"merchant\":\"20000\",\"kind\":\"PAYOUT\","
                        + "\"order\":\"P1\",\"status\":\"ACCEPTED\",\"reason\":null,\"final\":false,\"settled\":false,"
                        + "\"orderedAmount\":\"0.05\",\"paidAmount\":null,\"amountConfirmed\":false,"
                        + "\"currency\":\"CNY\",\"gatewayOrder\":null,\"channel\":null,"
                        + "\"paidAt\":null,\"settledAt\":null,\"settledBy\":null,"
                        + "\"coverage\":\"SHORT\",\"balance\":\"-1.50\",\"balanceAt\":\"2026-01-02T03:04:05.678Z\","
                        + "\"revision\":3,\"evidence\":[\"id-accepted\"],\"evidenceCount\":1,"
                        + "\"duplicates\":0,\"conflicts\":[]}");
    }

    @Test
    void shouldListTheRowsOwnEvidenceBeforeItsOutcomeIsHere() {
        OrderHistory behind = new OrderHistory(0, 3L, List.of("id-pending"), 1L, 0L, List.of());

        String json = text(OrderJson.of(Rows.paid("yi-main", "A1"), behind));

        assertThat(json).contains("\"evidence\":[\"id-pending\",\"id-paid\"],\"evidenceCount\":2");
    }

    @Test
    void shouldNotListTheRowsOwnEvidenceAgainWhereTheListWasCut() {
        List<String> last = Collections.nCopies(Histories.MAX_EVIDENCE, "repeat");
        OrderHistory cut = new OrderHistory(0, 300L, last, 300L, 299L, List.of());

        String json = text(OrderJson.of(Rows.paid("yi-main", "A1"), cut));

        assertThat(json).contains("\"evidenceCount\":300,").doesNotContain("\"repeat\",\"id-paid\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "1, 0.01",
        "99, 0.99",
        "100, 1.00",
        "10000, 100.00",
        "-1, -0.01",
        "-12345, -123.45",
        "9223372036854775807, 92233720368547758.07",
        "-9223372036854775808, -92233720368547758.08"
    })
    void shouldWriteAmountsExactly(long minor, String yuan) {
        assertThat(Yuan.text(minor)).isEqualTo(yuan);
    }

    private static ConflictNote note() {
        return ConflictNote.newBuilder()
                .setConflict(ConflictKind.AMOUNT_CHANGED)
                .setReportId("x")
                .setOtherReportId("id-paid")
                .setReportMinor(9_999L)
                .setOtherMinor(10_000L)
                .setDetail("another amount than before")
                .setRaisedAt(Rows.AT)
                .build();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
