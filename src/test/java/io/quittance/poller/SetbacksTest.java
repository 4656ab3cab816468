package io.quittance.poller;

import static io.quittance.poller.PollerRig.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.events.Events;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

/** What a poller does when Kafka or the registry fails under it. */
class SetbacksTest {
    private static final String IN_CALLBACK = "User rebalance callback throws an error";

    @Test
    void shouldTryAgainWhatPasses() {
        List<RuntimeException> failures = List.of(
                new TimeoutException("no answer"),
                new DisconnectException(),
                new CommitFailedException(),
                new UnknownServerException("of the broker's"),
                new KafkaException(IN_CALLBACK, new TimeoutException("no committed offsets")),
                new KafkaException(
                        "Failed to construct kafka consumer",
                        new ConfigException("No resolvable bootstrap urls given in bootstrap.servers")));

        assertThat(failures).allMatch(Setbacks::passes);
    }

    @Test
    void shouldNotTryAgainWhatNeedsSomebodyToMendIt() {
        List<RuntimeException> failures = List.of(
                new SaslAuthenticationException("wrong password"),
                GroupAuthorizationException.forGroupId("pollers"),
                new UnsupportedVersionException("too old"),
                new KafkaException("Failed to construct kafka consumer", new ConfigException("no such setting")),
                new KafkaException(IN_CALLBACK, new IllegalStateException("a fault of ours")),
                new IllegalArgumentException("a fault of ours"));

        assertThat(failures).noneMatch(Setbacks::passes);
        assertThat(failures.stream().map(Setbacks::advice))
                .containsExactly(
                        "check the security, sasl and ssl settings under kafka",
                        "let this user read due, write received and join the poller's group",
                        "check the settings under kafka",
                        "check the settings under kafka",
                        "the log has the details",
                        "the log has the details");
    }

    @Test
    void shouldGoOnOnceTheRegistryIsBack() throws Exception {
        try (StubRegistry registry = new StubRegistry();
                PollerRig rig = PollerRig.start("registry.", "a")) {
            Poller poller = rig.poller(Events.register(registry.schemas(), "registry."));
            registry.answer(500);

            rig.due(question("a", "A1").build(), StubRegistry.OTHER_ID);
            await().atMost(PollerRig.PATIENCE)
                    .until(() -> poller.detail().contains("cannot read what is due, tries again in 2 s: "));
            boolean running = poller.isRunning();
            registry.answer(200);
            rig.awaitAllDone();

            assertThat(running).isTrue();
            assertThat(rig.gateway.calls("/a/order")).hasSize(1);
            await().atMost(PollerRig.PATIENCE).until(() -> !poller.detail().contains("cannot read"));
        }
    }

    @Test
    void shouldEndWithAClearWordWhereTheRegistryDoesNotLetItIn() throws Exception {
        try (StubRegistry registry = new StubRegistry();
                PollerRig rig = PollerRig.start("refusing.", "a")) {
            Poller poller = rig.poller(Events.register(registry.schemas(), "refusing."));
            registry.answer(401);

            rig.due(question("a", "A1").build(), StubRegistry.OTHER_ID);
            await().atMost(PollerRig.PATIENCE).until(() -> !poller.isRunning());

            assertThat(rig.ended())
                    .singleElement()
                    .asString()
                    .startsWith("the poller cannot go on: ")
                    .endsWith("; check the address and the credentials under registry");
        }
    }
}
