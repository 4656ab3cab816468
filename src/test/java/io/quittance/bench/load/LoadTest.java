package io.quittance.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private @Nullable Undertow server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void shouldSendTheNextRequestOfAConnectionWhenTheLastIsAnswered() throws IOException {
        Queue<String> bodies = new ConcurrentLinkedQueue<>();
        InetSocketAddress address = serve(new BlockingHandler(exchange -> {
            bodies.add(new String(exchange.getInputStream().readAllBytes(), UTF_8));
            exchange.getResponseSender().send("OK");
        }));
        List<Request> requests =
                List.of(Request.form("/a", "order=1".getBytes(UTF_8)), Request.form("/a", "order=22".getBytes(UTF_8)));

        Volume volume;
        try (ClosedLoop load = new ClosedLoop(address, 2, requests)) {
            volume = load.run(Duration.ofMillis(200));
        }

        assertThat(volume.count()).isEqualTo(bodies.size()).isGreaterThan(2);
        assertThat(bodies).containsOnly("order=1", "order=22");
        assertThat(volume.perSecond()).isPositive();
    }

    @Test
    void shouldFailWhereACallbackIsNotAcknowledged() throws IOException {
        InetSocketAddress address = serve(exchange -> {
            exchange.setStatusCode(403);
            exchange.getResponseSender().send("no");
        });

        try (ClosedLoop load = new ClosedLoop(address, 1, List.of(Request.form("/a", new byte[0])))) {
            assertThatThrownBy(() -> load.run(Duration.ofMillis(50))).hasMessageContaining("HTTP/1.1 403");
        }
    }

    @Test
    void shouldCountFromWhenARequestWasDueThoughTheServerStoodStill() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong releasedAt = new AtomicLong();
        InetSocketAddress address = serve(new BlockingHandler(exchange -> {
            release.await();
            exchange.getResponseSender().send("OK");
        }));
        Steps steps = new Steps(8, () -> {
            releasedAt.set(System.nanoTime());
            release.countDown();
        });

        try (OpenLoop load = new OpenLoop(address)) {
            load.run(steps);
        }

        assertThat(steps.taken).hasSize(8);
        assertThat(steps.statuses).containsOnly(200);
        for (int step = 0; step < 8; step++) {
            long stoodStill = releasedAt.get() - steps.dueNanos(step);
            assertThat(steps.taken.get(step)).isGreaterThanOrEqualTo(stoodStill);
        }
    }

    /** One request a step; the last one lets the server go on. */
    private static final class Steps implements OpenLoop.Plan {
        private final long start = System.nanoTime();
        private final int count;
        private final Runnable last;
        private final Map<Integer, Long> taken = new HashMap<>();
        private final List<Integer> statuses = new ArrayList<>();

        Steps(int count, Runnable last) {
            this.count = count;
            this.last = last;
        }

        @Override
        public int steps() {
            return count;
        }

        @Override
        public long dueNanos(int step) {
            return start + step * Duration.ofMillis(5).toNanos();
        }

        @Override
        public int requestsPerStep() {
            return 1;
        }

        @Override
        public Request request(int step, int index) {
            if (step == count - 1) {
                last.run();
            }
            return Request.get("/orders/" + step, "token");
        }

        @Override
        public void answered(int step, int index, int status, long dueNanos, long nanos) {
            taken.put(step, nanos - dueNanos);
            statuses.add(status);
        }
    }

    private InetSocketAddress serve(HttpHandler handler) {
        Undertow started = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", handler)
                .setWorkerThreads(16)
                .build();
        started.start();
        server = started;
        return (InetSocketAddress) started.getListenerInfo().getFirst().getAddress();
    }
}
