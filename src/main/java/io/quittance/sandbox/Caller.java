package io.quittance.sandbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls merchants over HTTP as a gateway, or a payer's browser, does: never longer than its patience, never reading much. */
final class Caller implements AutoCloseable {
    private static final long MOST_ANSWER_BYTES = 64L * 1024;

    private final Duration patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;

    Caller(Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .executor(threads)
                .build();
    }

    /** Posts that form; whatever keeps an answer from coming is {@link Answer#NONE}. */
    Answer post(URI url, String form) {
        return send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    /** Fetches that page, as a browser does. */
    Answer get(URI url) {
        return send(HttpRequest.newBuilder(url).GET().build());
    }

    /** Gives up what is still on its way. */
    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }

    private Answer send(HttpRequest request) {
        var bounded = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MOST_ANSWER_BYTES);
        try {
            return awaited(http.sendAsync(request, bounded));
        } catch (RejectedExecutionException e) {
            return Answer.NONE; // The sandbox is closing.
        }
    }

    private Answer awaited(CompletableFuture<HttpResponse<String>> answer) {
        try {
            HttpResponse<String> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body());
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            return Answer.NONE;
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Answer.NONE;
        }
    }
}
