package io.quittance.gatewayclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quittance.events.Transport;
import io.quittance.gatewayclient.Answer.Answered;
import io.quittance.gatewayclient.Answer.Unanswered;
import io.quittance.gatewayclient.Answer.Why;
import io.quittance.gateways.SignedRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over which connections requests go out. */
class TrustTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PASSWORD = "changeit";
    private static final SignedRequest QUERY = new SignedRequest("GET", "/q", null, Map.of(), new byte[0], "key=0f");

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private KeyStore keys;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        keys = certificateOf("localhost");
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldAskOverAConnectionThatItTrusts() throws Exception {
        try (GatewayClient client = GatewayClient.open(CallLimits.usual(), trusting(keys))) {
            Answer answer = client.call(Accounts.at(at("localhost")), QUERY, PATIENCE);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answered.class,
                            given -> assertThat(given.transport()).isEqualTo(Transport.TLS));
        }
    }

    @Test
    void shouldSendNothingToWhomItDoesNotTrust() throws Exception {
        try (GatewayClient client = GatewayClient.open(CallLimits.usual())) {
            assertNotSent(client.call(Accounts.at(at("localhost")), QUERY, PATIENCE));
        }
    }

    @Test
    void shouldSendNothingToWhoHasTheCertificateOfAnother() throws Exception {
        try (GatewayClient client = GatewayClient.open(CallLimits.usual(), trusting(keys))) {
            assertNotSent(client.call(Accounts.at(at("127.0.0.1")), QUERY, PATIENCE));
        }
    }

    private void assertNotSent(Answer answer) {
        assertThat(answer).isInstanceOfSatisfying(Unanswered.class, none -> {
            assertThat(none.why()).isEqualTo(Why.NOT_SENT);
            assertThat(none.detail()).startsWith("no trusted connection: ");
        });
        assertThat(asked).hasValue(0);
    }

    private String at(String host) {
        return "https://" + host + ":" + server.getAddress().getPort();
    }

    private KeyStore certificateOf(String host) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "gateway",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static SSLContext trusting(KeyStore store) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        char @Nullable [] none = null;
        trusted.load(null, none);
        trusted.setCertificateEntry("gateway", store.getCertificate("gateway"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
