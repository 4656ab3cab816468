package io.quittance.config;

import io.quittance.gateways.Dialect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that {@code quittance.yaml} says, checked and typed. No {@code toString} of it shows a secret. */
public record Settings(
        Kafka kafka,
        Registry registry,
        Http http,
        Topics topics,
        Edge edge,
        Topology topology,
        Poller poller,
        Asking asking,
        Balances balances,
        Metrics metrics,
        List<Token> tokens,
        Map<String, Dialect> dialects,
        Map<String, Account> accounts,
        List<Webhook> webhooks) {

    /** The same settings with the port that was taken where they left it open. */
    public Settings withPort(int port) {
        Http taken = new Http(
                http.host(), port, http.publicUrl(), http.trustedProxies(), http.peerSecret(), http.advertised());
        return new Settings(
                kafka, registry, taken, topics, edge, topology, poller, asking, balances, metrics, tokens, dialects,
                accounts, webhooks);
    }

    /** The cluster: {@code bootstrap.servers} and any further client setting, passed through by its Kafka name. */
    public record Kafka(String bootstrapServers, Map<String, String> clientSettings) {
        @Override
        public String toString() {
            return "Kafka[bootstrapServers=" + bootstrapServers + ", clientSettings=" + clientSettings.keySet() + "]";
        }
    }

    /** The schema registry; further settings have the names of the Confluent client, for example {@code basic.auth.user.info}. */
    public record Registry(List<String> urls, Map<String, String> clientSettings) {
        @Override
        public String toString() {
            return "Registry[urls=" + urls + ", clientSettings=" + clientSettings.keySet() + "]";
        }
    }

    /** The one HTTP port; {@code peerSecret} lets instances ask each other; {@code advertised} is host:port for peers. */
    public record Http(
            String host,
            int port,
            @Nullable URI publicUrl,
            List<Network> trustedProxies,
            @Nullable String peerSecret,
            @Nullable String advertised) {
        @Override
        public String toString() {
            return "Http[" + host + ":" + port + ", publicUrl=" + publicUrl + "]";
        }
    }

    /** Names and counts of the topics. */
    public record Topics(
            String prefix,
            int partitions,
            boolean create,
            boolean unsafeSingleBroker,
            @Nullable Integer replication) {}

    /** The edge: how many of them share the gateways' limits. */
    public record Edge(int instances) {}

    /** The Streams application; {@code rocksdbMemoryBytes} bounds all stores of the process together. */
    public record Topology(
            String applicationId,
            @Nullable String instanceId,
            Path stateDirectory,
            Duration commitInterval,
            long rocksdbMemoryBytes,
            int threads) {}

    /**
     * How gateways are asked; each account has all of it for itself.
     *
     * @param timeout of a whole call; {@code connectTimeout} of reaching the gateway
     * @param concurrency calls at a time
     * @param breakerFailures so many calls in a row without a sound answer stop the calls, for {@code breakerPause}
     */
    public record Poller(
            Duration timeout, Duration connectTimeout, int concurrency, int breakerFailures, Duration breakerPause) {
        /** Where nothing else is said. */
        public static Poller usual() {
            return new Poller(Duration.ofSeconds(10), Duration.ofSeconds(3), 16, 5, Duration.ofSeconds(30));
        }
    }

    /**
     * When gateways are asked about orders and payouts that are not final (DESIGN section 5, "Due").
     *
     * @param emit whether questions are sent at all; a rebuild sends none
     * @param giveUpAfter how long an open order is asked about; the question after which it is over says so
     * @param longestInterval to which the time between two questions grows
     * @param validity how long a question may wait for its poller
     * @param hints how often a rejected callback or a browser return may make one order due
     */
    public record Asking(boolean emit, Duration giveUpAfter, Duration longestInterval, Duration validity, int hints) {
        /** What counts where nothing is said. */
        public static Asking usual() {
            return new Asking(true, Duration.ofDays(1), Duration.ofHours(1), Duration.ofSeconds(90), 3);
        }
    }

    /**
     * How news about accounts' money is taken (DESIGN section 5, "Balances, and the join").
     *
     * @param grace news that was received more than this after its event time is late; a drift that stays so long is told
     */
    public record Balances(Duration grace) {
        /** What counts where nothing is said. */
        public static Balances usual() {
            return new Balances(Duration.ofMinutes(15));
        }
    }

    /** What {@code /metrics} shows besides our own figures; {@code kafka}: those of Kafka's clients and of Streams, thousands of lines. */
    public record Metrics(boolean kafka) {}

    /** A bearer token with its scopes; {@code accounts} empty: all of them. */
    public record Token(String name, String token, Set<Scope> scopes, Set<String> accounts) {
        @Override
        public String toString() {
            return "Token[name=" + name + ", scopes=" + scopes + ", accounts=" + accounts + "]";
        }
    }

    /** Where settlements of those accounts are sent on to, signed with the secret; {@code accounts} empty: all of them. */
    public record Webhook(String name, URI url, String secret, Set<String> accounts) {
        @Override
        public String toString() {
            return "Webhook[name=" + name + ", url=" + url + ", accounts=" + accounts + "]";
        }
    }

    /** What a token allows. */
    public enum Scope {
        READ,
        PLACE,
        RELAY,
        OPERATE
    }
}
