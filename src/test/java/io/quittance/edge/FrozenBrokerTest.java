package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.config.AckRule;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    void shouldAcknowledgeNoCallbackWhoseBodyTookTheWholeBudget() throws Exception {
        try (EdgeRig rig = EdgeRig.start(
                        "slow.", List.of(), SampleGateway.account("shop-main", AckRule.VERIFIED, List.of()));
                RawClient client = new RawClient(rig.server.port())) {
            client.say("POST " + PATH + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + SampleGateway.FORM
                    + "\r\nContent-Length: " + SampleGateway.PAID.length() + "\r\n\r\n");
            await().pollDelay(EdgeLimits.ANSWER_BUDGET.plusMillis(50)).until(() -> true);

            String answer = client.say(SampleGateway.PAID).listenToOneAnswer();

            assertThat(answer).matches("(?s)HTTP/1.1 (503|408) .*");
            assertThat(rig.received()).isEmpty();
        }
    }
}
