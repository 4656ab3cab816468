package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntranceTest {
    @Test
    void shouldTurnAwayInTheWordsOfEachPathUntilItServes() throws Exception {
        Routes health = new Routes(HealthEndpoints.routes(List.of()), new Tokens(List.of(), null), Set.of());
        Settings.Http settings = new Settings.Http("127.0.0.1", 0, null, List.of(), null, null);
        try (HttpServer server = HttpServer.start(settings, Entrance.waiting(health));
                HttpClient client = HttpClient.newHttpClient()) {

            HttpResponse<String> query = get(client, server, "/v1/accounts/shop/orders/1");
            HttpResponse<String> callback = get(client, server, "/callbacks/shop/payment");
            HttpResponse<String> alive = get(client, server, "/healthz");

            assertThat(query.statusCode()).isEqualTo(503);
            assertThat(query.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(query.headers().firstValue("Retry-After")).contains("1");
            assertThat(callback.statusCode()).isEqualTo(503);
            assertThat(callback.body().toLowerCase(Locale.ROOT)).doesNotContain("ok", "success");
            assertThat(alive.statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> get(HttpClient client, HttpServer server, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
