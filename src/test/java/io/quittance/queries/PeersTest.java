package io.quittance.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Settings;
import io.quittance.config.Settings.Scope;
import io.quittance.edge.Endpoint;
import io.quittance.edge.Entrance;
import io.quittance.edge.HttpServer;
import io.quittance.edge.Problem;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import io.quittance.edge.Route;
import io.quittance.edge.Routes;
import io.quittance.edge.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final String SECRET = "peer-secret";
    private static final String PATH = "/v1/accounts/yi-main/orders/A1";

    @Test
    void shouldPassTheAnswerOnAsItIs() throws Exception {
        Endpoint unknown = (request, responder) -> responder.respond(
                new Problem(404, "Not found", "nothing", Map.of(OrderQueries.POSITION, "orders-1@7")).toResponse());

        Response answer = ask(unknown, SECRET, new Client());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.headers()).containsEntry(OrderQueries.POSITION, "orders-1@7");
        assertThat(text(answer)).contains("\"detail\":\"nothing\"");
    }

    @Test
    void shouldSayThatThePeerDoesNotTakeItsWord() throws Exception {
        Response answer = ask((request, responder) -> {}, "another-secret", new Client());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(text(answer)).contains("does not take this one's word").doesNotContain("another-secret");
    }

    @Test
    void shouldSayThatItCannotAskWithoutASecret() throws Exception {
        Response answer = ask((request, responder) -> {}, null, new Client());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(text(answer)).contains("http.peerSecret");
    }

    @Test
    void shouldNotTakeMoreThanAnAnswerCanBe() throws Exception {
        byte[] tooMuch = new byte[QueryLimits.MAX_PEER_BODY_BYTES + 1];

        Response answer =
                ask((request, responder) -> responder.respond(Response.json(200, tooMuch)), SECRET, new Client());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void shouldGiveUpOnAPeerThatDoesNotAnswer() throws Exception {
        Endpoint silent = (request, responder) -> responder.onHangUp(() -> {});

        Response answer = ask(silent, SECRET, new Client());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(text(answer)).contains("does not answer");
    }

    @Test
    void shouldStopAskingWhenTheClientHangsUp() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Client client = new Client();
        Endpoint silent = (request, responder) -> {
            responder.onHangUp(stopped::countDown);
            asked.countDown();
        };

        try (HttpServer owner = owner(silent);
                Peers peers = new Peers(SECRET)) {
            CompletableFuture<Response> answer =
                    CompletableFuture.supplyAsync(() -> ask(peers, owner, Duration.ofSeconds(60), client));
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            client.hangUp();

            assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(503);
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Response ask(Endpoint endpoint, @Nullable String secret, Client client) throws Exception {
        try (HttpServer owner = owner(endpoint);
                Peers peers = new Peers(secret)) {
            return ask(peers, owner, Duration.ZERO, client);
        }
    }

    private static Response ask(Peers peers, HttpServer owner, Duration wait, Client client) {
        try {
            return peers.ask(new HostInfo("127.0.0.1", owner.port()), PATH, wait, client);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpServer owner(Endpoint endpoint) throws Exception {
        Route route = Route.get("/v1/accounts/{account}/orders/{order}", Scope.READ, endpoint);
        Routes routes = new Routes(List.of(route), new Tokens(List.of(), SECRET), Set.of("yi-main"));
        Settings.Http http = new Settings.Http("127.0.0.1", 0, null, List.of(), SECRET, null);
        return HttpServer.start(http, new Entrance(null, routes));
    }

    private static String text(Response answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** The client at this end, who may hang up. */
    private static final class Client implements Responder {
        private volatile @Nullable Runnable whenGone;

        void hangUp() {
            Objects.requireNonNull(whenGone).run();
        }

        @Override
        public boolean respond(Response response) {
            return true;
        }

        @Override
        public void onHangUp(Runnable action) {
            whenGone = action;
        }
    }
}
