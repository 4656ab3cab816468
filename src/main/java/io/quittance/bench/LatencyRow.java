package io.quittance.bench;

import io.quittance.bench.load.OpenLoop;
import io.quittance.bench.load.Request;
import io.quittance.config.InvalidSettings;
import io.quittance.config.Settings;
import io.quittance.config.SettingsFile;
import io.quittance.events.Topic;
import io.quittance.sandbox.PaidCallbacks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Row 7: from when a callback is due to when its settlement is seen, by a committed reader of the topic and by a question that
 * waits for it, at an even rate in an open loop. The limit is the commit interval.
 */
final class LatencyRow {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double P50 = 50;
    private static final double P99 = 99;
    private static final int CALLBACK = 0;
    private static final int OK = 200;
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final int REQUESTS_PER_ORDER = 2;
    /** A tail needs more samples than a rate. */
    private static final int TIMES_LONGER = 2;
    /** And on few processors the compiler's work delays everything for as long as it lasts. */
    private static final int WARM_UP_TIMES_LONGER = 4;

    private final Cluster cluster;
    private final BenchPlan plan;
    private final Consumer<String> say;
    private final PaidCallbacks callbacks;

    LatencyRow(Cluster cluster, BenchPlan plan, Consumer<String> say) {
        this.cluster = cluster;
        this.plan = plan;
        this.say = say;
        this.callbacks = new PaidCallbacks(cluster.accounts(), EdgeRows.BODY_BYTES);
    }

    List<Figure> measure() throws IOException, InterruptedException, InvalidSettings {
        Path settingsFile = cluster.settings("latency");
        Settings settings = SettingsFile.load(settingsFile);
        List<String> run = List.of("run", "--config", settingsFile.toString());
        String topic = Topic.SETTLEMENTS.name(settings.topics().prefix());
        try (Child product = Child.start("product", cluster.options(), cluster.product(), run)) {
            InetSocketAddress address = product.listening();
            product.await(Child.READY);
            say.accept("edge and topology " + product.pid() + ": warming up");
            try (Settlements settlements = Settlements.read(cluster.bootstrapServers(), topic)) {
                int round = 1;
                run(address, settlements, new Orders(round, rising(plan.warmUp().multipliedBy(WARM_UP_TIMES_LONGER))));
                List<Tails> tails = new ArrayList<>();
                int disturbed = 0;
                for (int i = 0; i < plan.pairs(); i++) {
                    round++;
                    Noise before = Noise.now();
                    tails.add(run(
                            address,
                            settlements,
                            new Orders(round, even(plan.sample().multipliedBy(TIMES_LONGER)))));
                    disturbed += Noise.now().isDisturbedSince(before) ? 1 : 0;
                    say.accept("run " + (i + 1) + ": " + tails.getLast());
                }
                return figures(tails, settings.topology().commitInterval(), disturbed);
            }
        }
    }

    /** In milliseconds. */
    private record Tails(double readP50, double readP99, double askedP50, double askedP99) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "reader p50 %.0f ms, p99 %.0f ms; question p50 %.0f ms, p99 %.0f ms",
                    readP50,
                    readP99,
                    askedP50,
                    askedP99);
        }
    }

    private Tails run(InetSocketAddress address, Settlements settlements, Orders orders)
            throws IOException, InterruptedException {
        Settlements.Watch watch = settlements.watch(orders.round, orders.due);
        try (OpenLoop load = new OpenLoop(address)) {
            load.run(orders);
        }
        Histogram read = watch.await();
        return new Tails(millis(read, P50), millis(read, P99), millis(orders.asked, P50), millis(orders.asked, P99));
    }

    /** Times after the start of a round, in nanoseconds: the rate of the plan. */
    private long[] even(Duration time) {
        long between = Duration.ofSeconds(1).toNanos() / plan.ordersPerSecond();
        long[] times = new long[(int) (time.toNanos() / between)];
        Arrays.setAll(times, i -> i * between);
        return times;
    }

    /** The same over twice the time, rising from nothing: a cold process could not keep up with the rate itself. */
    private long[] rising(Duration time) {
        long[] times = even(time);
        double most = Math.sqrt(times.length);
        Arrays.setAll(times, i -> (long) (2 * time.toNanos() * Math.sqrt(i) / most));
        return times;
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) * NANOS_PER_MICRO / NANOS_PER_MILLI;
    }

    private static List<Figure> figures(List<Tails> tails, Duration commitInterval, int disturbed) {
        List<Double> interval = Collections.nCopies(tails.size(), (double) commitInterval.toMillis());
        return List.of(
                new Figure(
                        7,
                        "callback to committed reader, p99 / commit interval",
                        "ms",
                        tails.stream().map(Tails::readP99).toList(),
                        interval,
                        new Figure.Goal(1.35, 1.15),
                        disturbed),
                new Figure(
                        7,
                        "callback to waiting question, p99 / commit interval",
                        "ms",
                        tails.stream().map(Tails::askedP99).toList(),
                        interval,
                        new Figure.Goal(2.0, 1.5),
                        disturbed),
                new Figure(
                        7,
                        "callback to committed reader, p50 / commit interval",
                        "ms",
                        tails.stream().map(Tails::readP50).toList(),
                        interval,
                        null,
                        disturbed),
                new Figure(
                        7,
                        "callback to waiting question, p50 / commit interval",
                        "ms",
                        tails.stream().map(Tails::askedP50).toList(),
                        interval,
                        null,
                        disturbed));
    }

    /** One round of orders, each a callback and a question that waits for its end. */
    private final class Orders implements OpenLoop.Plan {
        private final int round;
        private final long[] due;
        private final Histogram asked = new Histogram(3);

        Orders(int round, long[] times) {
            this.round = round;
            long start = System.nanoTime() + Duration.ofMillis(200).toNanos();
            this.due = Arrays.stream(times).map(time -> start + time).toArray();
        }

        @Override
        public int steps() {
            return due.length;
        }

        @Override
        public long dueNanos(int step) {
            return due[step];
        }

        @Override
        public int requestsPerStep() {
            return REQUESTS_PER_ORDER;
        }

        @Override
        public Request request(int step, int index) {
            String order = OrderIds.of(round, step);
            if (index == CALLBACK) {
                return Request.form("/callbacks/" + PaidCallbacks.account() + "/payment", callbacks.body(order));
            }
            String path =
                    "/v1/accounts/" + PaidCallbacks.account() + "/orders/" + order + "?wait=" + WAIT.toSeconds() + "s";
            return Request.get(path, cluster.accounts().token());
        }

        @Override
        public void answered(int step, int index, int status, long dueNanos, long nanos) throws IOException {
            if (index == CALLBACK) {
                if (status != OK) {
                    throw new IOException("a callback was answered " + status);
                }
                return;
            }
            // A question that was refused, because too many wait already, has not had its answer in time.
            long taken = status == OK ? nanos - dueNanos : WAIT.toNanos();
            asked.recordValue(taken / NANOS_PER_MICRO);
        }
    }
}
