package io.quittance.app;

import io.quittance.sandbox.DemoSandbox;
import java.nio.file.Path;

/** The settings with which the demo runs what production runs: its own servers, gateways whose time runs faster. */
final class DemoSettings {
    /** The folder, in the data folder, of the gateways' dialects with their pacing divided. */
    static final String GATEWAYS = "demo-gateways";

    private DemoSettings() {}

    /**
     * The settings, to be read from the data folder. What is not the gateways' own is set here for their speed: how far intervals
     * grow and when asking ends, a sixtieth of what is usual; how long a question is good for and a call may take, which is our own
     * machine's time, as short as that allows.
     */
    static String of(String bootstrapServers, String registryUrl, int port, DemoSandbox sandbox, Path data) {
        return """
                kafka: {bootstrapServers: "%s"}
                registry: {url: "%s"}
                http: {host: "127.0.0.1", port: %d, publicUrl: "http://127.0.0.1:%d"}
                topics: {partitions: 4, unsafeSingleBroker: true}
                topology: {instanceId: demo, stateDirectory: state, rocksdbMemory: 64MB}
                gateways: %s
                poller: {timeout: 4s}
                asking: {validity: 3s, longestInterval: 1m, giveUpAfter: 24m}
                balances: {grace: 15s}
                """.formatted(bootstrapServers, registryUrl, port, port, GATEWAYS)
                + sandbox.settings(data.resolve("quittance.yaml"));
    }
}
