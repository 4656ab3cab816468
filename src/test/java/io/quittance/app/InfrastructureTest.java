package io.quittance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.app.embedded.EmbeddedBroker;
import io.quittance.app.embedded.EmbeddedRegistry;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.events.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InfrastructureTest {
    private static final int NO_SERVER = 1;

    @TempDir
    private static Path folder = Path.of("");

    private AutoCloseable servers = () -> {};
    private String bootstrapServers = "";
    private String registryUrl = "";

    @BeforeAll
    void startServers() {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        EmbeddedRegistry registry = EmbeddedRegistry.start(folder.resolve("registry"));
        bootstrapServers = broker.bootstrapServers();
        registryUrl = registry.url();
        servers = () -> {
            registry.close();
            broker.close();
        };
    }

    @AfterAll
    void stopServers() throws Exception {
        servers.close();
    }

    @Test
    void shouldMakeTopicsAndRegisterSchemasWithoutWaiting() throws Exception {
        Settings settings = settings("first.", bootstrapServers, registryUrl);
        BlockingQueue<String> said = new LinkedBlockingQueue<>();

        try (Infrastructure infrastructure = Infrastructure.connect(settings, said::add);
                ConfluentSchemas registry = ConfluentSchemas.at(settings.registry())) {
            Events again = Events.register(registry, "first.");

            assertThat(infrastructure.events().schemaIds())
                    .isEqualTo(again.schemaIds())
                    .containsKeys("first.received-value", "first.order-state-value")
                    .hasSize(Events.subjects("first.").size());
            assertThat(said).isEmpty();
        }
    }

    @Test
    void shouldSayWhatItWaitsForUntilBrokerAndRegistryAreThere() throws Exception {
        Path data = folder.resolve("late");
        EmbeddedBroker before = EmbeddedBroker.start(data.resolve("broker"));
        EmbeddedRegistry registryBefore = EmbeddedRegistry.start(data.resolve("registry"));
        Settings settings = settings("late.", before.bootstrapServers(), registryBefore.url());
        registryBefore.close();
        before.close();
        BlockingQueue<String> said = new LinkedBlockingQueue<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Infrastructure> connecting = threads.submit(() -> Infrastructure.connect(settings, said::add));
            String first = said.poll(60, TimeUnit.SECONDS);
            try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("broker"))) {
                String second = said.poll(60, TimeUnit.SECONDS);
                try (EmbeddedRegistry registry = EmbeddedRegistry.start(data.resolve("registry"));
                        Infrastructure connected = connecting.get(60, TimeUnit.SECONDS)) {

                    assertThat(first)
                            .isEqualTo("no answer from Kafka at " + broker.bootstrapServers() + "; trying again");
                    assertThat(second)
                            .isEqualTo("no answer from the schema registry at " + registry.url() + "; trying again");
                    assertThat(connected.events().received().schemaId()).isPositive();
                }
            }
        }
    }

    @Test
    void shouldStopWaitingWhenItIsInterrupted() throws Exception {
        Settings settings = settings("never.", "127.0.0.1:" + NO_SERVER, registryUrl);
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        CompletableFuture<Class<?>> ended = new CompletableFuture<>();

        Thread connecting = Thread.ofVirtual().start(() -> {
            try {
                Infrastructure.connect(settings, said::add).close();
            } catch (InterruptedException | RuntimeException e) {
                ended.complete(e.getClass());
            }
        });
        String waitsFor = said.poll(60, TimeUnit.SECONDS);
        connecting.interrupt();

        assertThat(waitsFor).contains("no answer from Kafka");
        assertThat(ended.get(60, TimeUnit.SECONDS)).isEqualTo(InterruptedException.class);
    }

    @Test
    void shouldRefuseAnUnfitClusterWithEveryFault() throws Exception {
        Settings settings = SettingsFile.parse(
                yaml("unmade.", bootstrapServers, registryUrl).replace("partitions: 3", "partitions: 3, create: false"),
                folder,
                Map.of());

        assertThatThrownBy(() -> Infrastructure.connect(settings, reason -> {}))
                .isInstanceOfSatisfying(
                        RefusedStart.class,
                        refused -> assertThat(refused.faults())
                                .hasSize(Topic.values().length)
                                .allMatch(fault -> fault.contains("quittance topics create")));
    }

    @Test
    void shouldRefuseIncompatibleSchemasWithEachOfThem() throws Exception {
        Settings settings = settings("taken.", bootstrapServers, registryUrl);
        try (ConfluentSchemas registry = ConfluentSchemas.at(settings.registry())) {
            registry.register("taken.orders-value", otherOrder());
            registry.register("taken.payouts-value", otherOrder());
        }

        assertThatThrownBy(() -> Infrastructure.connect(settings, reason -> {}))
                .isInstanceOfSatisfying(
                        RefusedStart.class,
                        refused -> assertThat(refused.faults())
                                .anyMatch(fault -> fault.startsWith("schema taken.orders-value: "))
                                .anyMatch(fault -> fault.startsWith("schema taken.payouts-value: ")));
        CommandRun check = run("taken.", "schemas", "check");
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out()).contains("fault     schema taken.orders-value: ");
    }

    @Test
    void shouldRefuseAnAddressThatIsNoRegistry() throws Exception {
        Settings settings = settings("wrong.", bootstrapServers, registryUrl.replace("/ccompat/v7", "/nothing"));

        assertThatThrownBy(() -> Infrastructure.connect(settings, reason -> {}))
                .isInstanceOf(RefusedStart.class)
                .hasMessageContaining("check the address and the credentials under registry");
    }

    @Test
    void shouldMakeAndCheckTopicsByCommand() throws Exception {
        CommandRun before = run("command.", "topics", "check");
        CommandRun create = run("command.", "topics", "create");
        CommandRun again = run("command.", "topics", "create");
        CommandRun check = run("command.", "topics", "check");

        assertThat(before.status()).isEqualTo(1);
        assertThat(before.out()).contains("fault     topic command.received: is missing");
        assertThat(create.status()).isZero();
        assertThat(create.out()).contains("made      command.received", "no faults");
        assertThat(again.status()).isZero();
        assertThat(again.out()).doesNotContain("made");
        assertThat(check.status()).isZero();
        assertThat(check.out()).contains("warning   topics.unsafeSingleBroker", "topics at " + bootstrapServers);
    }

    @Test
    void shouldRegisterAndCheckSchemasByCommand() throws Exception {
        CommandRun before = run("command.", "schemas", "check");
        CommandRun register = run("command.", "schemas", "register");
        CommandRun after = run("command.", "schemas", "check");

        assertThat(before.status()).isZero();
        assertThat(register.status()).isZero();
        assertThat(register.out()).contains("command.received-value", "command.ledger-move-value");
        assertThat(after.status()).isZero();
        assertThat(after.out()).contains("schemas at " + registryUrl + ": no objections");
    }

    @Test
    void shouldSayWhoIsAwayWithoutWaiting() throws Exception {
        Path file = Files.writeString(
                folder.resolve("away.yaml"), yaml("a.", "127.0.0.1:" + NO_SERVER, "http://127.0.0.1:" + NO_SERVER));

        CommandRun topics = CommandRun.of("topics", "check", "--config", file.toString());
        CommandRun schemas = CommandRun.of("schemas", "check", "--config", file.toString());

        assertThat(topics.status()).isEqualTo(1);
        assertThat(topics.err()).contains("no answer from Kafka at 127.0.0.1:1").doesNotContain("\tat ");
        assertThat(schemas.status()).isEqualTo(1);
        assertThat(schemas.err()).contains("no answer from the schema registry").doesNotContain("\tat ");
    }

    private CommandRun run(String prefix, String group, String command) throws Exception {
        Path file = Files.writeString(folder.resolve(prefix + "yaml"), yaml(prefix, bootstrapServers, registryUrl));
        return CommandRun.of(group, command, "--config", file.toString());
    }

    private Settings settings(String prefix, String kafka, String registry) throws Exception {
        return SettingsFile.parse(yaml(prefix, kafka, registry), folder, Map.of());
    }

    private static String yaml(String prefix, String kafka, String registry) {
        return """
                unsafePlainSecrets: true
                kafka: {bootstrapServers: "%s"}
                registry: {url: "%s"}
                topics: {prefix: "%s", partitions: 3, unsafeSingleBroker: true}
                accounts:
                  a: {gateway: juhe, merchant: "10001", keys: [{id: k1, key: test-key}]}
                """.formatted(kafka, registry, prefix);
    }

    private static Schema otherOrder() {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"io.quittance.events\","
                        + "\"fields\":[{\"name\":\"account\",\"type\":\"boolean\"}]}");
    }
}
