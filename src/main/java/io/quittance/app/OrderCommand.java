package io.quittance.app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code order}: prints what a running instance knows of an order as JSON; exit status 1 where it knows nothing. */
@Command(name = "order", description = "Shows what a running instance knows of an order.")
final class OrderCommand implements Callable<Integer> {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(90);
    private static final int FOUND = 200;
    private static final int UNKNOWN = 404;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            description = "Where the instance serves; ${DEFAULT-VALUE} if left out.")
    private URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--token",
            required = true,
            defaultValue = "${env:QUITTANCE_TOKEN}",
            description = "A token with the scope read; if left out, the environment variable QUITTANCE_TOKEN.")
    private String token = "";

    @Option(names = "--payout", description = "Look for a payout, not for a payment.")
    private boolean payout;

    @Option(names = "--wait", description = "Wait that long for the order to become final, for example 20s.")
    private @Nullable String wait;

    @Parameters(paramLabel = "ACCOUNT", description = "The account's name in the settings.")
    private String account = "";

    @Parameters(paramLabel = "ORDER", description = "The merchant's order id.")
    private String order = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = command();
        if (url.getHost() == null) {
            throw new ParameterException(
                    command.commandLine(), "--url needs a scheme and a host, for example http://localhost:8080");
        }
        HttpResponse<String> answer = ask();
        if (answer.statusCode() == FOUND) {
            command.commandLine().getOut().println(answer.body());
            return ExitCode.OK;
        }
        if (answer.statusCode() != UNKNOWN) {
            throw new IOException(url + " answered " + answer.statusCode() + ": " + answer.body());
        }
        command.commandLine().getErr().println(answer.body());
        return ExitCode.SOFTWARE;
    }

    private HttpResponse<String> ask() throws IOException, InterruptedException {
        String base = url.toString().replaceFirst("/+$", "");
        String path = "/v1/accounts/" + encoded(account) + (payout ? "/payouts/" : "/orders/") + encoded(order)
                + (wait == null ? "" : "?wait=" + encoded(wait));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .timeout(ANSWER)
                .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("no answer from " + url + ": is an instance running there? (" + e + ")", e);
        }
    }

    private CommandSpec command() {
        CommandSpec known = spec;
        if (known == null) {
            throw new IllegalStateException("picocli has not set the command");
        }
        return known;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
