package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.config.AckRule;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAwayTest {
    private static final String PATH = "/callbacks/shop-main/payment";
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    @Test
    void shouldRefuseFastWhileTheBrokerIsAwayAndAcknowledgeAgainWhenItIsBack(@TempDir Path folder) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(folder);
        try (EdgeRig rig = EdgeRig.startOn(
                broker.bootstrapServers(),
                "away.",
                List.of(),
                SampleGateway.account("shop-main", AckRule.VERIFIED, List.of()))) {
            assertThat(rig.post(PATH, SampleGateway.PAID).statusCode()).isEqualTo(200);

            broker.close();
            long start = System.nanoTime();
            HttpResponse<String> first = rig.post(PATH, SampleGateway.PAID);
            Duration firstTook = since(start);
            await().until(() -> !rig.edge.isReady());
            long later = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(rig.post(PATH, SampleGateway.PAID).statusCode()).isEqualTo(503);
            }

            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(first.body()).isIn(Refusal.UNAVAILABLE.text(), Refusal.LATE.text());
            assertThat(firstTook).isLessThan(EdgeLimits.ANSWER_BUDGET);
            assertThat(since(later)).isLessThan(AT_ONCE.multipliedBy(4));

            broker = EmbeddedBroker.start(folder);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> rig.post(PATH, SampleGateway.PAID).statusCode() == 200);
            assertThat(rig.edge.isReady()).isTrue();
            assertThat(rig.received())
                    .allSatisfy(kept -> assertThat(kept.key()).isEqualTo("shop-main/" + SampleGateway.ORDER));
        } finally {
            broker.close();
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
