package io.quittance.gatewayclient;

import io.quittance.config.Account;
import io.quittance.gatewayclient.Answer.Answered;
import io.quittance.gatewayclient.Answer.Unanswered;
import io.quittance.gatewayclient.Answer.Why;
import io.quittance.gateways.SignedRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Asks gateways. Each call is on the wire at most once: no redirect is followed, nothing is tried again, no cookie is kept. An
 * account whose gateway is slow or away takes nothing from the others.
 */
public final class GatewayClient implements AutoCloseable {
    private final CallLimits limits;
    private final ExecutorService threads;
    private final HttpClient http;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    private GatewayClient(CallLimits limits, SSLContext tls) {
        this.limits = limits;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connectTime())
                .sslContext(tls)
                .executor(threads)
                .build();
    }

    /** A client that trusts the certificates that this Java trusts. */
    public static GatewayClient open(CallLimits limits) {
        try {
            return open(limits, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** A client that trusts what the context trusts. */
    static GatewayClient open(CallLimits limits, SSLContext tls) {
        OneTry.perRequest();
        return new GatewayClient(limits, tls);
    }

    /**
     * Sends a signed request and waits for the answer, on a virtual thread. Never throws for what the gateway does.
     *
     * @param timeout for all of it, waiting for other calls of the account included
     * @throws InterruptedException where the caller is stopped; the request may have been sent
     */
    public Answer call(Account account, SignedRequest request, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        URI baseUrl = account.gateway().baseUrl();
        if (baseUrl == null) {
            return new Unanswered(Why.NOT_SENT, "the account has no baseUrl in the settings");
        }
        Address address = Address.of(baseUrl, request);
        if (address == null) {
            return new Unanswered(Why.NOT_SENT, "baseUrl and the path " + request.path() + " make no address");
        }
        return line(account.name()).through(() -> send(request, address, deadline), deadline);
    }

    /** How it stands with the gateway of that account. */
    public Circuit circuit(String account) {
        return line(account).circuit();
    }

    private Line line(String account) {
        return lines.computeIfAbsent(account, name -> new Line(limits));
    }

    private Answer send(SignedRequest request, Address address, long deadline) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(httpRequest(request, address), head -> new BoundedBody(limits.maxAnswerBytes()));
        try {
            HttpResponse<byte[]> given = answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return new Answered(
                    given.statusCode(),
                    given.body(),
                    given.headers().firstValue("content-type").orElse(null),
                    address.transport());
        } catch (TimeoutException e) {
            return new Unanswered(Why.NO_ANSWER, "no answer in time");
        } catch (ExecutionException e) {
            return unanswered(e);
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpRequest httpRequest(SignedRequest request, Address address) {
        BodyPublisher body =
                request.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body());
        HttpRequest.Builder builder = HttpRequest.newBuilder(address.uri())
                .header("User-Agent", "Quittance")
                .method(request.method(), body);
        if (request.contentType() != null) {
            builder.header("Content-Type", request.contentType());
        }
        return builder.build();
    }

    private static Unanswered unanswered(ExecutionException failure) {
        Throwable said = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            said = cause;
            if (cause instanceof AnswerTooLongException) {
                return new Unanswered(Why.TOO_LONG, String.valueOf(cause.getMessage()));
            }
            String before = beforeSending(cause);
            if (before != null) {
                return new Unanswered(Why.NOT_SENT, before);
            }
        }
        String words = said instanceof IOException && said.getMessage() != null
                ? said.getMessage()
                : said.getClass().getSimpleName();
        return new Unanswered(Why.NO_ANSWER, "the connection ended without an answer: " + words);
    }

    /** What went wrong before anything was sent, or null where it went wrong later. */
    private static @Nullable String beforeSending(Throwable cause) {
        return switch (cause) {
            case UnresolvedAddressException e -> "no address is known for the gateway's name";
            case HttpConnectTimeoutException e -> "the gateway could not be reached in time";
            case ConnectException e
            when e.getCause() instanceof UnresolvedAddressException -> "no address is known for the gateway's name";
            case ConnectException e -> "the gateway refuses the connection";
            case SSLHandshakeException e -> "no trusted connection: " + e.getMessage();
            case SSLPeerUnverifiedException e -> "no trusted connection: " + e.getMessage();
            default -> null;
        };
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
