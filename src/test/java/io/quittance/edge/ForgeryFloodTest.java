package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.AckRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgeryFloodTest {
    private static final String PATH = "/callbacks/shop-main/payment";

    @Test
    void shouldNotKeepMoreOfWhatIsNotVerifiedThanItsBudgetAndNeverLimitWhatIs() throws Exception {
        try (EdgeRig rig =
                EdgeRig.start("flood.", List.of(), SampleGateway.account("shop-main", AckRule.VERIFIED, List.of()))) {
            int kept = 0;
            int status = 400;
            while (status == 400 && kept < 2 * EdgeLimits.UNVERIFIED_PEER_BURST) {
                status = rig.post(PATH, SampleGateway.FORGED).statusCode();
                kept += status == 400 ? 1 : 0;
            }

            assertThat(status).isEqualTo(429);
            assertThat(kept).isGreaterThanOrEqualTo(EdgeLimits.UNVERIFIED_PEER_BURST);
            assertThat(rig.received()).hasSize(kept);
            assertThat(rig.edge.counters().of("shop-main").count(Refusal.OVER_BUDGET))
                    .isEqualTo(1);
            assertThat(rig.post(PATH, SampleGateway.PAID).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldTakeReturnsOutOfTheSameBudgetSinceTheyProveNothing() throws Exception {
        try (EdgeRig rig = EdgeRig.start(
                "return-flood.", List.of(), SampleGateway.account("shop-main", AckRule.VERIFIED, List.of()))) {
            int kept = 0;
            int status = 200;
            while (status == 200 && kept < 2 * EdgeLimits.UNVERIFIED_PEER_BURST) {
                status = rig.post("/returns/shop-main", "order=" + kept).statusCode();
                kept += status == 200 ? 1 : 0;
            }
            int forged = 0;
            while (forged < EdgeLimits.UNVERIFIED_PEER_BURST
                    && rig.post(PATH, SampleGateway.FORGED).statusCode() == 400) {
                forged++;
            }

            assertThat(status).isEqualTo(429);
            assertThat(kept).isGreaterThanOrEqualTo(EdgeLimits.UNVERIFIED_PEER_BURST);
            assertThat(forged).isLessThan(EdgeLimits.UNVERIFIED_PEER_BURST / 2);
            assertThat(rig.received()).hasSize(kept + forged);
            assertThat(rig.edge.returnCounters().of("shop-main").count(Refusal.OVER_BUDGET))
                    .isEqualTo(1);
        }
    }
}
