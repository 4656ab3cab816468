package io.quittance.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.quittance.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers that a registry in good health never gives are understood. */
class RegistryAnswersTest {
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString("quittance:right".getBytes(UTF_8));

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server = emptyServer();

    @BeforeEach
    void startServer() {
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "401, '{\"error_code\":401,\"message\":\"Unauthorized\"}', RegistryRefusedException",
        "403, '{\"error_code\":40301,\"message\":\"Forbidden\"}', RegistryRefusedException",
        "404, '<html>no such page</html>', RegistryRefusedException",
        "404, '{\"error_code\":40403,\"message\":\"Schema not found\"}', UnknownSchemaException",
        "422, '{\"error_code\":42201,\"message\":\"Invalid schema\"}', IncompatibleSchemaException",
        "429, '{\"error_code\":429,\"message\":\"Too many requests\"}', RegistryUnavailableException",
        "500, '{\"error_code\":50001,\"message\":\"Error in the backend\"}', RegistryUnavailableException",
        "503, 'busy', RegistryUnavailableException",
    })
    void shouldTellWhatHelpsFromWhatDoesNot(int status, String body, String expected) {
        answer(status, body);

        assertThatThrownBy(() -> client(Map.of()).byId(7))
                .isInstanceOf(RegistryException.class)
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(expected))
                .hasMessageContaining("127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void shouldSendCredentialsThoughTheirSourceIsNotNamed() {
        answer(200, "[\"AVRO\"]");

        client(Map.of("basic.auth.user.info", "quittance:right")).ping();

        assertThatThrownBy(() -> client(Map.of("basic.auth.user.info", "quittance:canary"))
                        .ping())
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void shouldNotShowThePasswordOfAnAddress() {
        answer(500, "{}");
        String url = "http://someone:canary@127.0.0.1:" + server.getAddress().getPort();
        ConfluentSchemas client = ConfluentSchemas.at(new Settings.Registry(List.of(url), Map.of()));

        assertThat(client.name()).doesNotContain("canary");
        assertThatThrownBy(client::ping)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void shouldRememberForAWhileThatAnIdIsUnknown() {
        answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
        ConfluentSchemas client = client(Map.of());

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> client.byId(7)).isInstanceOf(UnknownSchemaException.class);
        }

        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":\"{}\",\"schemaType\":\"JSON\"}",
                "{\"schema\":\"message A {}\",\"schemaType\":\"PROTOBUF\"}",
                "{\"schema\":\"not Avro\"}",
                "{\"schema\":\"{\\\"type\\\":\\\"array\\\",\\\"items\\\":\\\"others.Unknown\\\"}\"}"
            })
    void shouldNotKnowASchemaThatIsNoAvro(String schema) {
        answer(200, schema);
        ConfluentSchemas client = client(Map.of());

        assertThatThrownBy(() -> client.byId(7)).isInstanceOf(UnknownSchemaException.class);
    }

    @Test
    void shouldNameASettingThatIsNoNumber() {
        Map<String, String> settings = Map.of("missing.cache.size", "many");

        assertThatThrownBy(() -> client(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.cache.size");
    }

    private ConfluentSchemas client(Map<String, String> settings) {
        return ConfluentSchemas.at(new Settings.Registry(
                List.of("http://127.0.0.1:" + server.getAddress().getPort()), settings));
    }

    /** Answers every question alike, and one with the wrong credentials with 401. */
    private void answer(int status, String body) {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            boolean isWrong = authorization != null && !authorization.equals(AUTHORIZATION) && status == 200;
            byte[] bytes = (isWrong ? "{}" : body).getBytes(UTF_8);
            exchange.sendResponseHeaders(isWrong ? 401 : status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static HttpServer emptyServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
