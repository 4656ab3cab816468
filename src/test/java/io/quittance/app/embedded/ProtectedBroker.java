package io.quittance.app.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** A real broker that wants a user name and a password; only {@link #USER} with {@link #PASSWORD} gets in. */
public record ProtectedBroker(KafkaRaftServer server, String bootstrapServers) implements AutoCloseable {
    public static final String USER = "quittance";
    public static final String PASSWORD = "the-right-one";

    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    public static ProtectedBroker start(Path folder) throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        EmbeddedBroker.format(logs);
        List<Integer> ports = new FreePorts(folder.resolve("ports")).take(2);
        Properties settings = BrokerSettings.of(logs, ports.getFirst(), ports.getLast());
        settings.put("listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put(
                "listener.name.client.plain.sasl.jaas.config",
                login(USER, PASSWORD).replace(";", " user_" + USER + "=\"" + PASSWORD + "\";"));
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
        return new ProtectedBroker(server, "127.0.0.1:" + ports.getFirst());
    }

    /** Client settings that offer that password. */
    public static Map<String, String> clientSettings(String password) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", login(USER, password));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static String login(String user, String password) {
        return MODULE + "username=\"" + user + "\" password=\"" + password + "\";";
    }
}
