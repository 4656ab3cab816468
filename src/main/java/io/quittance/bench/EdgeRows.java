package io.quittance.bench;

import io.quittance.bench.limits.BareEdge;
import io.quittance.bench.load.ClosedLoop;
import io.quittance.bench.load.Request;
import io.quittance.bench.load.Volume;
import io.quittance.config.InvalidSettings;
import io.quittance.events.Topic;
import io.quittance.sandbox.PaidCallbacks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Rows 1 and 2: the edge at saturation beside a bare one, callbacks a second and CPU time for each. */
final class EdgeRows {
    /** Bytes of a callback's body. */
    static final int BODY_BYTES = 300;

    private static final int CONNECTIONS = 64;
    private static final int REQUESTS = 20_000;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Cluster cluster;
    private final BenchPlan plan;
    private final Consumer<String> say;

    EdgeRows(Cluster cluster, BenchPlan plan, Consumer<String> say) {
        this.cluster = cluster;
        this.plan = plan;
        this.say = say;
    }

    List<Figure> measure() throws IOException, InterruptedException, InvalidSettings {
        Path settingsFile = cluster.settings("edge");
        String topic =
                Topic.RECEIVED.name(cluster.settingsOf("bare-edge").topics().prefix());
        PaidCallbacks callbacks = new PaidCallbacks(cluster.accounts(), BODY_BYTES);
        List<Request> requests = requests(callbacks);
        List<String> run = List.of("run", "--config", settingsFile.toString(), "--roles", "edge");
        try (Child edge = Child.start("edge", cluster.options(), cluster.product(), run);
                Child bare = Child.start(
                        "bare edge", cluster.options(), BareEdge.class, List.of(cluster.bootstrapServers(), topic));
                ClosedLoop ours = load(edge, requests);
                ClosedLoop limit = load(bare, requests)) {
            say.accept("edge " + edge.pid() + ", bare edge " + bare.pid() + ": warming up");
            ours.run(plan.warmUp());
            limit.run(plan.warmUp());
            return pairs(new Side(edge, ours), new Side(bare, limit));
        }
    }

    private record Side(Child process, ClosedLoop load) {}

    private record Sample(double perSecond, double microsEach) {}

    private List<Figure> pairs(Side ours, Side limit) throws IOException {
        List<Sample> oursSamples = new ArrayList<>();
        List<Sample> limitSamples = new ArrayList<>();
        int disturbed = 0;
        for (int i = 0; i < plan.pairs(); i++) {
            Noise before = Noise.now();
            oursSamples.add(sample(ours));
            limitSamples.add(sample(limit));
            disturbed += Noise.now().isDisturbedSince(before) ? 1 : 0;
            say.accept(String.format(
                    Locale.ROOT,
                    "pair %d: edge %,.0f/s at %.1f µs, bare %,.0f/s at %.1f µs",
                    i + 1,
                    oursSamples.getLast().perSecond,
                    oursSamples.getLast().microsEach,
                    limitSamples.getLast().perSecond,
                    limitSamples.getLast().microsEach));
        }
        return List.of(
                new Figure(
                        1,
                        "edge, acknowledged callbacks at saturation / bare edge",
                        "callbacks/s",
                        oursSamples.stream().map(Sample::perSecond).toList(),
                        limitSamples.stream().map(Sample::perSecond).toList(),
                        new Figure.Goal(0.80, 0.92),
                        disturbed),
                new Figure(
                        2,
                        "edge, its CPU time per acknowledged callback / bare edge",
                        "µs",
                        oursSamples.stream().map(Sample::microsEach).toList(),
                        limitSamples.stream().map(Sample::microsEach).toList(),
                        new Figure.Goal(1.25, 1.10),
                        disturbed));
    }

    private Sample sample(Side side) throws IOException {
        long before = side.process.cpuNanos();
        Volume volume = side.load.run(plan.sample());
        long taken = side.process.cpuNanos() - before;
        return new Sample(volume.perSecond(), taken / NANOS_PER_MICRO / volume.count());
    }

    private static ClosedLoop load(Child process, List<Request> requests) throws IOException, InterruptedException {
        InetSocketAddress address = process.listening();
        process.await(Child.READY);
        return new ClosedLoop(address, CONNECTIONS, requests);
    }

    private static List<Request> requests(PaidCallbacks callbacks) {
        String path = "/callbacks/" + PaidCallbacks.account() + "/payment";
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(Request.form(path, callbacks.body(OrderIds.of(0, i))));
        }
        return requests;
    }
}
