package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.config.AckRule;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenBrokerTest {
    private static final String PATH = "/callbacks/shop-main/payment";

    @Test
    void shouldAnswerWithinTheBudgetWhateverTheBrokerDoes(@TempDir Path folder) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                EdgeRig rig = EdgeRig.startOn(
                        broker.bootstrapServers(),
                        "frozen.",
                        List.of(),
                        SampleGateway.account("shop-main", AckRule.VERIFIED, List.of()))) {
            assertThat(rig.post(PATH, SampleGateway.PAID).statusCode()).isEqualTo(200);

            broker.freeze();
            long start = System.nanoTime();
            HttpResponse<String> caught = rig.post(PATH, SampleGateway.PAID);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            await().until(() -> !rig.edge.isReady());
            long again = System.nanoTime();
            HttpResponse<String> refused = rig.post(PATH, SampleGateway.PAID);

            assertThat(caught.statusCode()).isEqualTo(503);
            assertThat(took).isLessThan(Duration.ofSeconds(5));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - again)).isLessThan(Duration.ofSeconds(1));

            broker.thaw();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> rig.post(PATH, SampleGateway.PAID).statusCode() == 200);
            assertThat(rig.received().size()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void shouldAdmitNoMoreThanFitsAndNeverHoldTheCaller(@TempDir Path folder) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(folder);
                EdgeRig rig = EdgeRig.startOn(
                        broker.bootstrapServers(),
                        "full.",
                        List.of(),
                        SampleGateway.account("shop-main", AckRule.VERIFIED, List.of()))) {
            ReceivedWriter writer = rig.edge.writer();
            byte[] value = new byte[EdgeLimits.MAX_BODY_BYTES];
            assertThat(rig.post(PATH, SampleGateway.PAID).statusCode()).isEqualTo(200);

            broker.freeze();
            AtomicInteger givenUp = new AtomicInteger();
            int written = 0;
            long start = System.nanoTime();
            while (writer.admits()) {
                writer.write(new byte[] {1}, value, 1, (metadata, exception) -> givenUp.incrementAndGet());
                written++;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat((long) written * value.length)
                    .isBetween(EdgeLimits.MAX_BYTES_IN_FLIGHT / 2, EdgeLimits.MAX_BYTES_IN_FLIGHT + value.length);
            assertThat(took).isLessThan(Duration.ofSeconds(5));
            assertThat(rig.post(PATH, SampleGateway.PAID).statusCode()).isEqualTo(503);
            int all = written;
            await().atMost(Duration.ofSeconds(20)).until(() -> givenUp.get() == all);
        }
    }
}
