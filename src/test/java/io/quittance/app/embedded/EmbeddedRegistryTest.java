package io.quittance.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import io.quittance.events.IncompatibleSchemaException;
import io.quittance.events.RegistryUnavailableException;
import io.quittance.events.Settlement;
import io.quittance.events.UnknownSchemaException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class EmbeddedRegistryTest {
    private static final String PREFIX = "quittance.";
    /** 127.0.0.1 as the kernel shows it, of sockets of either family. */
    private static final List<String> LOOPBACK = List.of("0100007F", "0000000000000000FFFF00000100007F");

    private static final String SUBJECT = "quittance.settlements-value";

    @TempDir
    Path folder;

    @Test
    void shouldKeepSchemasAndIdsOverARestart() {
        int id;
        String url;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder)) {
            url = registry.url();
            id = Events.register(client(url), PREFIX).settlements().schemaId();
        }

        try (EmbeddedRegistry again = EmbeddedRegistry.start(folder)) {
            Schema kept = client(again.url()).byId(id);
            Events events = Events.register(client(again.url()), PREFIX);

            assertThat(again.url()).isEqualTo(url).startsWith("http://127.0.0.1:");
            assertThat(kept.getFullName()).isEqualTo("io.quittance.events.Settlement");
            assertThat(events.settlements().schemaId()).isEqualTo(id);
        }
    }

    @Test
    void shouldTellIncompatibleUnknownAndAwayApart() {
        ConfluentSchemas client;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder)) {
            client = client(registry.url());
            Events.register(client, PREFIX);
            Schema changed = schema("{'type':'record','name':'Settlement','namespace':'io.quittance.events',"
                    + "'fields':[{'name':'amount_minor','type':'boolean'}]}");
            ConfluentSchemas ours = client;

            assertThatThrownBy(() -> ours.register(SUBJECT, changed))
                    .isInstanceOf(IncompatibleSchemaException.class)
                    .hasMessageContaining(SUBJECT)
                    .hasMessageContaining("reader type: BOOLEAN not compatible with writer type: LONG");
            assertThat(ours.objections(SUBJECT, changed)).isNotEmpty();
            assertThat(Events.objections(ours, PREFIX)).isEmpty();
            assertThat(Events.objections(ours, "other.")).isEmpty();
            assertThatThrownBy(() -> ours.byId(4711)).isInstanceOf(UnknownSchemaException.class);
            ours.ping();
        }

        assertThatThrownBy(client::ping).isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> Events.register(client("http://127.0.0.1:1"), PREFIX))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void shouldBeReadByAnyoneWhoKnowsConfluentsFormat() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder);
                HttpClient http = HttpClient.newHttpClient()) {
            Events events = Events.register(client(registry.url()), PREFIX);
            byte[] bytes = events.settlements().toBytes(settlement());

            int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
            HttpRequest question = HttpRequest.newBuilder(URI.create(registry.url() + "/schemas/ids/" + id))
                    .build();
            String answer = http.send(question, HttpResponse.BodyHandlers.ofString(UTF_8))
                    .body();
            Schema schema = new Schema.Parser()
                    .parse(JsonMapper.shared().readTree(answer).get("schema").asString());
            GenericRecord read = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));

            assertThat(read.get("order")).hasToString("O-1");
            assertThat(read.get("amount_minor")).isEqualTo(10_000L);
        }
    }

    @Test
    void shouldReadOldVersionsWithoutTheRegistryOnceStarted() {
        ConfluentSchemas client;
        int olderId;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder)) {
            Schema older = schema("{'type':'record','name':'Settlement','namespace':'io.quittance.events',"
                    + "'fields':[{'name':'order','type':'string'}]}");
            ConfluentSchemas earlier = client(registry.url());
            olderId = earlier.register("old.settlements-value", older);
            client = client(registry.url());
            client.preload("old.settlements-value");
        }

        Schema known = client.byId(olderId);

        assertThat(known.getFields()).hasSize(1);
    }

    @Test
    void shouldEndWithAKilledParentAndCarryOnAfterIt() throws Exception {
        Process parent = parentProcess();
        ProcessHandle orphan;
        int id;
        try {
            BufferedReader said = parent.inputReader(UTF_8);
            String url = said.readLine();
            orphan = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            id = Events.register(client(url), PREFIX).due().schemaId();
            assertThat(orphan.isAlive()).isTrue();
        } finally {
            parent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        long started = System.nanoTime();
        try (EmbeddedRegistry again = EmbeddedRegistry.start(folder)) {
            Duration took = Duration.ofNanos(System.nanoTime() - started);

            // One that has ended counts as alive until the system has taken note of it, but runs nothing.
            assertThat(orphan.info().command()).isEmpty();
            assertThat(client(again.url()).byId(id).getName()).isEqualTo("QueryDue");
            assertThat(took).isLessThan(Duration.ofSeconds(20)); // some 2 s on an idle machine
        }
    }

    @Test
    void shouldListenOnLoopbackOnlyAndStayUnderItsMemory() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder)) {
            Events.register(client(registry.url()), PREFIX);

            long residentMegabytes = residentMegabytes(registry.process());
            System.out.println("Schema registry: " + residentMegabytes + " MB resident");

            assertThat(residentMegabytes).isBetween(1L, 350L);
            assertThat(addressesWithListeners(registry.process())).isNotEmpty().isSubsetOf(LOOPBACK);
        }
    }

    /** Runs in a process of its own, so that it can be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            EmbeddedRegistry registry = EmbeddedRegistry.start(Path.of(arguments[0]));
            System.out.println(registry.url());
            System.out.println(registry.process().pid());
            Thread.currentThread().join();
        }
    }

    private Process parentProcess() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** A client with time: what a slow disk holds up is not what is tried here. */
    private static ConfluentSchemas client(String url) {
        return ConfluentSchemas.at(new Settings.Registry(List.of(url), Map.of("http.read.timeout.ms", "60000")));
    }

    private static Schema schema(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }

    private static Settlement settlement() {
        return Settlement.newBuilder()
                .setKind(EventKind.PAYMENT)
                .setAccount("yi-main")
                .setGateway("yijuhe")
                .setMerchant("20000")
                .setOrder("O-1")
                .setAmountMinor(10_000L)
                .setCurrency("CNY")
                .setAmountConfirmed(true)
                .setSettledAt(Instant.ofEpochMilli(1_790_000_000_123L))
                .setSettledBy("r-1")
                .build();
    }

    private static long residentMegabytes(ProcessHandle process) throws Exception {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    /** Local addresses, in the kernel's hex, of the TCP sockets that the process listens on. */
    private static List<String> addressesWithListeners(ProcessHandle process) throws Exception {
        Path root = Path.of("/proc", String.valueOf(process.pid()));
        List<String> own;
        try (Stream<Path> descriptors = Files.list(root.resolve("fd"))) {
            own = descriptors
                    .map(EmbeddedRegistryTest::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring(8, target.length() - 1))
                    .toList();
        }
        return Stream.concat(
                        Files.readAllLines(root.resolve("net/tcp")).stream(),
                        Files.readAllLines(root.resolve("net/tcp6")).stream())
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length > 9 && columns[3].equals("0A") && own.contains(columns[9]))
                .map(columns -> columns[1].substring(0, columns[1].indexOf(':')))
                .toList();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed in the meantime
        }
    }
}
