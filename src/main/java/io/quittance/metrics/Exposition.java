package io.quittance.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quittance.edge.Endpoint;
import io.quittance.edge.Request;
import io.quittance.edge.Responder;
import io.quittance.edge.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes the figures down for whoever asks. Nobody needs a token for that, so one look serves all who ask within a moment: a crowd
 * of them costs no more than one.
 */
final class Exposition implements Endpoint {
    private static final long GOOD_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PrometheusMeterRegistry registry;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> refreshed = new ArrayList<>();
    private final Map<Format, Page> pages = new EnumMap<>(Format.class);

    /** The formats that Prometheus asks for, by their media types. */
    private enum Format {
        TEXT("text/plain; version=0.0.4; charset=utf-8"),
        OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        static Format of(@Nullable String accept) {
            return accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        }
    }

    private record Page(Response response, long writtenAt) {}

    Exposition(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** Runs that before the figures are written, so that what changes its labels is up to date. */
    void beforeEachLook(Runnable refresh) {
        lock.lock();
        try {
            refreshed.add(refresh);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void handle(Request request, Responder responder) {
        Format format = Format.of(request.headers().get("accept"));
        lock.lock();
        try {
            Page page = pages.get(format);
            if (page == null || System.nanoTime() - page.writtenAt() >= GOOD_FOR_NANOS) {
                page = write(format);
                pages.put(format, page);
            }
            responder.respond(page.response());
        } finally {
            lock.unlock();
        }
    }

    private Page write(Format format) {
        refreshed.forEach(Runnable::run);
        byte[] text = registry.scrape(format.contentType).getBytes(StandardCharsets.UTF_8);
        return new Page(new Response(200, format.contentType, text, Map.of()), System.nanoTime());
    }
}
