package io.quittance.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFaultsTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("K", "canary-key", "T", "canary-token", "W", "canary");
    private static final String BASE = """
            kafka: {bootstrapServers: "localhost:9092"}
            registry: {url: "http://localhost:8081"}
            accounts:
              a: {gateway: juhe, merchant: "1", keys: [{id: k, key: "${env:K}"}]}
            """;

    /** A line added to good settings, and the one fault that it makes, at line 5. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acounts: {} | acounts: unknown name; the nearest known one is accounts",
                "htpp: {} | htpp: unknown name; the nearest known one is http",
                "http: {prot: 1} | http.prot: unknown name; the nearest known one is port",
                "http: {port: 65536} | http.port: \"65536\" is not a whole number from 0 to 65535",
                "http: {port: 8080.5} | http.port: \"8080.5\" is not a whole number from 0 to 65535",
                "http: {port: [1]} | http.port: must be a single value, not a list",
                "http: 8080 | http: must be names with values, not a single value",
                "http: {publicUrl: 'https://pay.example?a=1'} | http.publicUrl: \"https://pay.example?a=1\" has a query",
                "http: {publicUrl: 'https://canary:canary@pay.example'} | http.publicUrl: has a user or password in it",
                "http: {publicUrl: 'pay.example'} | http.publicUrl: \"pay.example\" is not an http(s) address",
                "http: {trustedProxies: 10.0.0.0/8} | http.trustedProxies: must be a list, [in brackets], not a single value",
                "http: {trustedProxies: [10.0.0.0/40]} | http.trustedProxies[0]: \"10.0.0.0/40\" is not a network",
                "http: {peerSecret: canary} | http.peerSecret: a secret in the clear; write \"${env:NAME}\"",
                "http: {peerSecret: 'canary${env:K}'} | http.peerSecret: a secret in the clear",
                "http: {peerSecret: '${env:NONE}'} | http.peerSecret: the environment variable NONE is not set",
                "http: {advertised: here} | http.advertised: \"here\" is not host:port",
                "topics: {partitions: 0} | topics.partitions: \"0\" is not a whole number from 1 to 10000",
                "topics: {prefix: 'a b'} | topics.prefix: \"a b\" is not a name that Kafka takes",
                "topics: {create: yes} | topics.create: \"yes\" is neither true nor false",
                "edge: {instances: -1} | edge.instances: \"-1\" is not a whole number from 1 to 1000",
                "topology: {commitInterval: 100} | topology.commitInterval: \"100\" is not a duration",
                "topology: {commitInterval: 5m} | topology.commitInterval: \"5m\" is out of range",
                "topology: {commitInterval: 5s} | topology.commitInterval: \"5s\" is out of range; write one from 1ms to 4s",
                "poller: {timeout: 0s} | poller.timeout: \"0s\" is out of range; write one from 1ms to 60s",
                "poller: {breakerPause: 2m} | poller.breakerPause: \"2m\" is out of range; write one from 1ms to 60s",
                "topology: {rocksdbMemory: 64} | topology.rocksdbMemory: \"64\" is not a size",
                "topology: {rocksdbMemory: 1MB} | topology.rocksdbMemory: \"1MB\" is too little",
                "topology: {thread: 1} | topology.thread: unknown name; the nearest known one is threads",
                "balances: {grase: 1m} | balances.grase: unknown name; the nearest known one is grace",
                "balances: {grace: 15} | balances.grace: \"15\" is not a duration",
                "balances: {grace: 999ms} | balances.grace: \"999ms\" is out of range; write one from 1s to 7d",
                "balances: {grace: 169h} | balances.grace: \"169h\" is out of range; write one from 1s to 7d",
                "metrics: {kafca: true} | metrics.kafca: unknown name; the nearest known one is kafka",
                "metrics: {kafka: all} | metrics.kafka: \"all\" is neither true nor false",
                "tokens: [{name: s, token: '${env:T}', scopes: [reed]}] | tokens[0].scopes[0]: \"reed\" is not known; the nearest known one is read",
                "tokens: [{name: s, token: '${env:T}'}] | tokens[0].scopes: is missing",
                "tokens: [{name: s, token: canary, scopes: [read]}] | tokens[0].token: a secret in the clear",
                "tokens: [{name: s, scopes: [read]}] | tokens[0].token: is missing; it is required",
                "tokens: [{name: s, token: '${env:T}', scopes: [read], accounts: [b]}] | tokens[0].accounts[0]: \"b\" is not known; the nearest known one is a",
                "tokens: [{name: s, token: '${env:T}', scopes: [read]}, {name: s, token: '${env:W}', scopes: [read]}] | tokens[1].name: \"s\" is there twice",
                "tokens: [{name: s, token: '${env:T}', scopes: [read]}, {name: t, token: '${env:T}', scopes: [read]}] | tokens[1].token: is the same as that of s",
                "webhooks: [{name: s, url: 'https://s.example', secret: '${env:W}', accounts: [b]}] | webhooks[0].accounts[0]: \"b\" is not known",
                "webhooks: [{name: s, secret: '${env:W}'}] | webhooks[0].url: is missing",
                "webhooks: [{name: s, url: 'https://s.example', secret: canary}] | webhooks[0].secret: a secret in the clear",
                "unsafePlainSecrets: maybe | unsafePlainSecrets: \"maybe\" is neither true nor false",
            })
    void shouldTellOneFault(String line, String fault) {
        assertThat(faults(BASE + line)).singleElement().asString().startsWith("quittance.yaml:5: " + fault);
    }

    /** A name added to the one key of a good account, or to the account, and the fault that it makes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway: jue | accounts.b.gateway: \"jue\" is not known; the nearest known one is juhe",
                "ack: verifed | accounts.b.ack: \"verifed\" is not known; the nearest known one is verified",
                "marchant: 2 | accounts.b.marchant: unknown name; the nearest known one is merchant",
                "baseUrl: 'https://x.example/a?b' | accounts.b.baseUrl: \"https://x.example/a?b\" has a query",
                "allowFrom: [localhost] | accounts.b.allowFrom[0]: \"localhost\" is not a network",
                "policies: [{amount: exakt}] | accounts.b.policies[0].amount: \"exakt\" is no amount rule; write exact, atLeast",
                "policies: [{amount: {within: 0.991}}] | accounts.b.policies[0].amount.within: \"0.991\" is not an amount in yuan",
                "policies: [{amount: {}}] | accounts.b.policies[0].amount.within: is missing",
                "policies: [{unplaced: wait}] | accounts.b.policies[0].unplaced: \"wait\" is not known",
                "policies: [{from: 2026-01-01T00:00:00}] | accounts.b.policies[0].from: \"2026-01-01T00:00:00\" is not a time",
                "policies: [{}, {amount: atLeast}] | accounts.b.policies[1].from: two policies begin at the same time",
                "fees: [{percent: 1, chanel: 3}] | accounts.b.fees[0].chanel: unknown name; the nearest known one is channel",
                "fees: [{percent: 1, kind: payuot}] | accounts.b.fees[0].kind: \"payuot\" is not known; the nearest known one is payout",
                "fees: [{percent: 1, rounding: halfup}] | accounts.b.fees[0].rounding: \"halfup\" is not known; the nearest known one is half-up",
                "fees: [{percent: 100.0001}] | accounts.b.fees[0].percent: \"100.0001\" is not a percentage",
                "fees: [{fixed: 0.001}] | accounts.b.fees[0].fixed: \"0.001\" is not an amount in yuan",
                "fees: [{channel: 3}] | accounts.b.fees[0].percent: is missing, and so is fixed; write either",
                "fees: [{percent: 1, from: 2026}] | accounts.b.fees[0].from: \"2026\" is not a time",
                "fees: [{percent: 1}, {percent: 1, kind: payout}, {percent: 2, channel: 3}, {percent: 3}] | accounts.b.fees[3].from: two rules for the same kind and channel begin at the same time",
                "tolerances: [{}] | accounts.b.tolerances[0].drift: is missing",
                "tolerances: [{drift: -1}] | accounts.b.tolerances[0].drift: \"-1\" is not an amount in yuan",
                "tolerances: [{drift: 1}, {drift: 2}] | accounts.b.tolerances[1].from: two tolerances begin at the same time",
                "tolerances: [{drfit: 1, drift: 1}] | accounts.b.tolerances[0].drfit: unknown name; the nearest known one is drift",
                "keys: [] | accounts.b.keys: needs at least one key",
                "keys: [{id: k}] | accounts.b.keys[0].key: is missing",
                "keys: [{id: k, kee: '${env:K}', key: '${env:K}'}] | accounts.b.keys[0].kee: unknown name; the nearest known one is key",
                "keys: [{key: '${env:K}'}] | accounts.b.keys[0].id: is missing",
                "keys: [{id: k, key: '${env:K}'}, {id: k, key: '${env:K}'}] | accounts.b.keys[1].id: \"k\" names two keys",
                "keys: [{id: k, key: '${env:K}', validFrom: 2026-02-01, validTo: 2026-01-01}] | accounts.b.keys[0].validTo: is not after validFrom",
                "keys: [{id: k, key: '${file:none}'}] | accounts.b.keys[0].key: the file none cannot be read",
            })
    void shouldTellTheFaultOfAnAccount(String names, String fault) {
        String defaults = (names.startsWith("gateway") ? "" : "gateway: juhe, ")
                + (names.startsWith("keys") ? "" : "keys: [{id: k, key: '${env:K}'}], ");

        List<String> faults = faults(BASE + "  b: {merchant: '2', " + defaults + names + "}");

        assertThat(faults).singleElement().asString().startsWith("quittance.yaml:5: " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bootstrap.servers: x | kafka.bootstrap.servers: write it as bootstrapServers",
                "bootstrapServer: x | kafka.bootstrapServer: unknown name; the nearest known one is bootstrapServers",
                "lingre.ms: 5 | kafka.lingre.ms: unknown name; the nearest known one is linger.ms",
                "acks: 1 | kafka.acks: is decided by Quittance itself; leave it out",
                "producer.acks: 1 | kafka.producer.acks: is decided by Quittance itself; leave it out",
                "partitioner.ignore.keys: true | kafka.partitioner.ignore.keys: is decided by Quittance itself; leave it out",
                "ssl.keystore.password: canary | kafka.ssl.keystore.password: a secret in the clear",
                "sasl.jaas.config: canary | kafka.sasl.jaas.config: a secret in the clear",
                "my.plugin.secret: canary | kafka.my.plugin.secret: a secret in the clear",
            })
    void shouldTellTheFaultOfAClientSetting(String setting, String fault) {
        String yaml = BASE.replace("\"localhost:9092\"", "\"localhost:9092\", " + setting);

        assertThat(faults(yaml)).singleElement().asString().startsWith("quittance.yaml:1: " + fault);
    }

    @ParameterizedTest
    @CsvSource({"Main", "a_b", "a.b", "ä", "'a/b'"})
    void shouldRefuseNamesOfAccountsThatWouldNotDoInUrls(String name) {
        List<String> faults =
                faults(BASE + "  " + name + ": {gateway: juhe, merchant: '1', keys: [{id: k, key: '${env:K}'}]}");

        assertThat(faults).singleElement().asString().contains(name + ": is no name for an account; write a-z, 0-9");
    }

    @Test
    void shouldTellThatAKeyIsNotOneWithoutShowingIt() {
        List<String> faults = faults(BASE + """
                  yi:
                    gateway: yijuhe
                    merchant: "2"
                    keys:
                      - id: k
                        md5Key: "${env:K}"
                        platformPublicKey: "canary!"
                        merchantPrivateKey: "${env:T}"
                """);

        assertThat(faults).hasSize(2);
        assertThat(faults.getFirst())
                .startsWith("quittance.yaml:11: accounts.yi.keys[0].platformPublicKey: is not an RSA public key");
        assertThat(faults.getLast())
                .startsWith("quittance.yaml:12: accounts.yi.keys[0].merchantPrivateKey: is not an RSA private key");
    }

    @Test
    void shouldTellEveryFaultAtOnceByLine() {
        List<String> faults = faults("""
                http: {port: 0x10, port: 2}
                kafka: {}
                accounts:
                  UP: {gateway: nobody}
                topic: {}
                """);

        assertThat(faults)
                .extracting(fault -> fault.substring(0, fault.indexOf(' ', 20)))
                .isNotEmpty();
        assertThat(String.join("\n", faults))
                .contains(
                        "quittance.yaml:1: the name port is there twice",
                        "quittance.yaml:1: http.port: \"0x10\" is not a whole number",
                        "quittance.yaml:1: registry.url: is missing",
                        "quittance.yaml:2: kafka.bootstrapServers: is missing",
                        "quittance.yaml:4: accounts.UP: is no name for an account",
                        "quittance.yaml:4: accounts.UP.gateway: \"nobody\" is not known",
                        "quittance.yaml:4: accounts.UP.merchant: is missing",
                        "quittance.yaml:4: accounts.UP.keys: needs at least one key",
                        "quittance.yaml:5: topic: unknown name; the nearest known one is topics");
        assertThat(faults)
                .extracting(fault -> fault.charAt("quittance.yaml:".length()))
                .isSorted();
    }

    @Test
    void shouldWantAccounts() {
        List<String> faults = faults("""
                kafka: {bootstrapServers: "localhost:9092"}
                registry: {url: "http://localhost:8081"}
                """);

        assertThat(faults).singleElement().asString().contains("accounts: needs at least one account");
    }

    private static List<String> faults(String yaml) {
        InvalidSettings invalid =
                catchThrowableOfType(InvalidSettings.class, () -> SettingsFile.parse(yaml, Path.of(""), ENVIRONMENT));
        assertThat(invalid.toString()).doesNotContain("canary");
        return invalid.faults();
    }
}
