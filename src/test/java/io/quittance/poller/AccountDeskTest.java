package io.quittance.poller;

import static io.quittance.poller.PollerRig.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.events.Ids;
import io.quittance.events.Source;
import io.quittance.gatewayclient.CallLimits;
import io.quittance.gatewayclient.GatewayClient;
import io.quittance.gatewayclient.Requests;
import io.quittance.poller.AccountDesk.Tools;
import io.quittance.poller.Holding.Commit;
import io.quittance.poller.PollerCounters.Counted;
import io.quittance.poller.PollerRig.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccountDeskTest {
    private final AtomicInteger looks = new AtomicInteger();
    private final PollerCounters counters = new PollerCounters(List.of("a"));
    private final Holding holding = new Holding(0, Instant.now().toEpochMilli(), Progress.at(0));

    @Test
    void shouldGiveUpTheLastQuestionWhereSomethingUnforeseenHappens() throws Exception {
        try (PollerRig rig = PollerRig.start("fault.", "a");
                ReceivedLog log = rig.log();
                GatewayClient client = GatewayClient.open(CallLimits.usual())) {
            Ids ids = new Ids();
            Asker asker = new Asker(
                    new Requests(null), client, log, new PollRecords(ids), counters, this::now, Duration.ofSeconds(3));
            Tools tools = new Tools(asker, client, counters, InstantSource.system(), ids, 4);
            holding.read(0);
            AccountDesk desk = AccountDesk.open(rig.account("a"), holding, tools);

            desk.add(Objects.requireNonNull(
                    Inquiry.of(question("a", "A1").setLast(true).build(), 0)));
            await().pollInterval(Duration.ofMillis(10))
                    .atMost(PollerRig.PATIENCE)
                    .until(() -> {
                        commit();
                        return counters.count("a", Counted.GAVE_UP) == 1;
                    });
            desk.stop();

            assertThat(rig.received(Source.GAVE_UP)).extracting(Kept::key).containsExactly("a/A1");
            assertThat(rig.gateway.calls("/a/order")).isEmpty();
        }
    }

    /** Commits as a reader does. */
    private void commit() {
        Commit commit = holding.commit();
        if (commit != null) {
            commit.succeeded();
        }
    }

    /** Whoever asks looks at the clock to sign and again when the question is taken: then it breaks. */
    private Instant now() {
        if (Thread.currentThread().getName().startsWith("ask-") && looks.incrementAndGet() == 2) {
            throw new IllegalStateException("this clock stands still");
        }
        return Instant.now();
    }
}
