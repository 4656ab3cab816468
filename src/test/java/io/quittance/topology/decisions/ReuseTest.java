package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.Conflict;
import io.quittance.events.ConflictKind;
import io.quittance.events.EventKind;
import io.quittance.events.GatewayOrderClaim;
import io.quittance.events.GatewayOrderUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told that a gateway order is used twice, and in which words. */
class ReuseTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldNameBothOrdersAndBothReports() {
        GatewayOrderUse use = Reuse.first(claim("A-1", "r1"));

        Conflict conflict = Reuse.conflict(use, claim("A-2", "r2"));

        assertThat(conflict)
                .isEqualTo(new Conflict(
                        ConflictKind.GATEWAY_ORDER_REUSED,
                        EventKind.PAYMENT,
                        "shop",
                        "A-2",
                        "r2",
                        "r1",
                        null,
                        null,
                        "the gateway's order T1 is that of payment A-2 and of payment A-1",
                        NOON));
    }

    @Test
    void shouldTellOfEveryFurtherOrderOnce() {
        List<String> told = tell("A-1", "A-1", "A-2", "A-1", "A-2", "A-3", "A-3", "A-2");

        assertThat(told)
                .containsExactly(
                        "the gateway's order T1 is that of payment A-2 and of payment A-1",
                        "the gateway's order T1 is that of payment A-3 and of payment A-1");
    }

    @Test
    void shouldTellOfOnlySoManyAndSayThatThereMayBeMore() {
        String[] orders = new String[100];
        for (int i = 0; i < orders.length; i++) {
            orders[i] = "A-" + i;
        }

        List<String> told = tell(orders);

        assertThat(told).hasSize(Reuse.MAX_TOLD);
        assertThat(told.get(30)).isEqualTo("the gateway's order T1 is that of payment A-31 and of payment A-0");
        assertThat(told.getLast())
                .isEqualTo(
                        "the gateway's order T1 is that of payment A-32 and of payment A-0; further ones are not published");
    }

    private static List<String> tell(String... orders) {
        List<String> told = new ArrayList<>();
        GatewayOrderUse use = Reuse.first(claim(orders[0], "r0"));
        for (String order : orders) {
            GatewayOrderClaim claim = claim(order, "r");
            if (Reuse.isNews(use, claim)) {
                told.add(Reuse.conflict(use, claim).getDetail());
                use = Reuse.with(use, claim);
            }
        }
        return told;
    }

    private static GatewayOrderClaim claim(String order, String reportId) {
        return new GatewayOrderClaim("shop", EventKind.PAYMENT, "T1", order, reportId, NOON);
    }
}
