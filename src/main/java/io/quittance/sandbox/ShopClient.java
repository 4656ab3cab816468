package io.quittance.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How the shop of the demo speaks to the API of Quittance, and its payers' browsers to the gateways. */
final class ShopClient implements AutoCloseable {
    /** Longer than Quittance takes in the worst case (DESIGN section 6). */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration BROWSER_PATIENCE = Duration.ofSeconds(10);

    private final URI api;
    private final String token;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final Caller browser = new Caller(BROWSER_PATIENCE);

    /** @param api where Quittance listens, without a path */
    ShopClient(URI api, String token) {
        this.api = api;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .executor(threads)
                .build();
    }

    /** Asks for an order to be placed. */
    PlacingReply place(ShopOrder order) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.resolve(order.path()))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order.body()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            int wait = Math.toIntExact(
                    response.headers().firstValueAsLong("Retry-After").orElse(0));
            return new PlacingReply(response.statusCode(), wait, response.body());
        } catch (IOException e) {
            return new PlacingReply(0, 0, "");
        }
    }

    /** Posts a page's form as the payer's browser does; whether the gateway has an answer to it, be it a refusal. */
    boolean browse(PlacingReply.Page page) {
        Answer answer = browser.post(page.action(), page.form().encoded());
        return !answer.passing();
    }

    /** Gives up what is still on its way. */
    @Override
    public void close() {
        browser.close();
        http.shutdownNow();
        threads.shutdownNow();
    }
}
