package io.quittance.queries;

import io.quittance.edge.Problem;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the instance that keeps a row, with the secret that instances share, and passes its answer on as it is. */
final class Peers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    /** Under which name a browser keeps the answer. */
    static final String DISPOSITION = "Content-Disposition";

    private static final List<String> PASSED_ON =
            List.of(OrderQueries.POSITION, "Retry-After", "Cache-Control", DISPOSITION);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final @Nullable String secret;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(QueryLimits.PEER_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** With the secret of the settings; without one, instances cannot ask each other. */
    Peers(@Nullable String secret) {
        this.secret = secret;
    }

    /** The peer's answer to that path and query; blocks until it is here, the time is over or the client hangs up. */
    Response ask(HostInfo peer, String pathAndQuery, Duration wait, Responder responder) throws InterruptedException {
        if (secret == null) {
            return away("Another instance keeps what you ask for, and without http.peerSecret it cannot be asked.");
        }
        Duration time = wait.plus(QueryLimits.PEER_ANSWER);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + peer.host() + ":" + peer.port() + pathAndQuery))
                .timeout(time)
                .header("Authorization", "Bearer " + secret)
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), QueryLimits.MAX_PEER_BODY_BYTES));
        responder.onHangUp(() -> answer.cancel(true));
        try {
            return passedOn(peer, answer.get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            LOG.warn("instance {} did not answer: {}", peer, String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            LOG.warn("instance {} did not answer within {}", peer, time);
        } catch (CancellationException e) {
            LOG.debug("the client hung up while instance {} was asked", peer);
        }
        return away("The instance that keeps what you ask for does not answer; try again.");
    }

    private static Response passedOn(HostInfo peer, HttpResponse<byte[]> answer) {
        if (answer.statusCode() == UNAUTHORIZED || answer.statusCode() == FORBIDDEN) {
            LOG.error("instance {} does not take our http.peerSecret; give all instances the same", peer);
            return away("The instance that keeps what you ask for does not take this one's word; see its log.");
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : PASSED_ON) {
            answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        String contentType = answer.headers().firstValue("Content-Type").orElse("application/json");
        return new Response(answer.statusCode(), contentType, answer.body(), headers);
    }

    private static Response away(String detail) {
        return Problem.unavailable(detail, QueryLimits.RETRY_AFTER_SECONDS).toResponse();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
