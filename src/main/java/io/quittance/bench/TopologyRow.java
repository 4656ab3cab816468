package io.quittance.bench;

import io.quittance.bench.Figure.Goal;
import io.quittance.bench.limits.BarePassThrough;
import io.quittance.bench.limits.BareStore;
import io.quittance.bench.limits.SettlingSteps;
import io.quittance.config.InvalidSettings;
import io.quittance.config.SettingsFile;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.events.Topic;
import io.quittance.sandbox.PaidCallbacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Row 5: what settling takes of a processor, in records for each second of CPU time of its process, beside a bare pass-through
 * and a bare application with one store; orders that settle, and repeats of them. Told beside: settling
 * with the steps behind its two repartitions, beside bare applications with one store and of its whole shape, and beside the whole role,
 * views and all.
 */
final class TopologyRow {
    private static final String STATE_CHANGELOG = "-payments-by-id-changelog";
    private static final int TURNS = 8;
    /** Fewer, since every turn ends with waiting. */
    private static final int WARM_UP_TURNS = 2;

    private static final int TEMPLATE_ROUNDS = 1;
    private static final int TOLD_ROUNDS = 4;
    private static final String SETTLED = "settling";
    private static final String REPEATED = "repeats";
    private static final String JOINED = "joined";
    /** What is told beside. */
    private static final List<Told> TOLD = List.of(
            new Told("store", "settling and joins / bare store"),
            new Told("shape", "settling and joins / bare application of that shape"),
            new Told("whole", "settling and joins / the whole role with its views"));

    private static final List<Topic> SETTLING_WRITES = List.of(Topic.OUTCOMES, Topic.ORDERS, Topic.SETTLEMENTS);

    private final Cluster cluster;
    private final BenchPlan plan;
    private final Consumer<String> say;
    private final Rounds rounds;

    TopologyRow(Cluster cluster, BenchPlan plan, Consumer<String> say) throws InvalidSettings, IOException {
        this.cluster = cluster;
        this.plan = plan;
        this.say = say;
        this.rounds = new Rounds(new PaidCallbacks(cluster.accounts(), EdgeRows.BODY_BYTES));
    }

    List<Figure> measure() throws IOException, InterruptedException, InvalidSettings {
        Path steps = cluster.settings("steps");
        try (ConfluentSchemas registry =
                        ConfluentSchemas.at(SettingsFile.load(steps).registry());
                Feed feed = new Feed(cluster.bootstrapServers(), Events.register(registry, "steps."));
                Applications all = new Applications(feed)) {
            Measured ours = all.start("steps", SettlingSteps.class.getName(), List.of(steps.toString()));
            Measured pass = all.start("pass", BarePassThrough.class.getName(), List.of(settings("pass")));
            warmUp(all.running, TEMPLATE_ROUNDS);
            String templates = templates(feed).toString();
            Measured store = all.start("store", BareStore.class.getName(), List.of(settings("store"), templates));
            if (!plan.decides()) {
                warmUp(List.of(store), plan.warmUpRounds());
                return figures(new Compared(ours, pass, store), List.of());
            }
            Measured joined =
                    all.start(JOINED, SettlingSteps.class.getName(), List.of(settings(JOINED), SettlingSteps.JOINED));
            List<String> shaped = List.of(settings("shape"), templates, BareStore.SHAPED);
            Measured shape = all.start("shape", BareStore.class.getName(), shaped);
            List<String> run = List.of("run", "--config", settings("whole"), "--roles", "topology");
            Measured whole = all.start("whole", cluster.product(), run);
            // What is only told beside may be colder.
            warmUp(List.of(shape, whole), TOLD_ROUNDS);
            warmUp(List.of(ours, pass, store, joined), List.of(ours, pass, store), plan.warmUpRounds());
            return figures(new Compared(ours, pass, store), List.of(joined, shape, whole));
        }
    }

    private String settings(String name) throws IOException, InterruptedException, InvalidSettings {
        return cluster.settings(name).toString();
    }

    /** The processes that run, ended together. */
    private final class Applications implements AutoCloseable {
        private final Feed feed;
        private final List<Measured> running = new ArrayList<>();

        Applications(Feed feed) {
            this.feed = feed;
        }

        Measured start(String name, String main, List<String> arguments) throws IOException, InterruptedException {
            Measured started = new Measured(feed, Child.start(name, cluster.options(), main, arguments), name);
            running.add(started);
            started.process.await(Child.READY);
            say.accept(name + " is process " + started.process.pid());
            return started;
        }

        @Override
        public void close() {
            running.forEach(each -> each.process.close());
        }
    }

    private void warmUp(List<Measured> all, int times) throws IOException, InterruptedException {
        warmUp(all, List.of(), times);
    }

    /**
     * What will hear repeats hears them now, or the first one measured would have everything compiled anew; to its limits, which hear as much,
     * they are records like others.
     */
    private void warmUp(List<Measured> all, List<Measured> twice, int times) throws IOException, InterruptedException {
        for (int i = 0; i < times * WARM_UP_TURNS; i++) {
            List<Feed.Input> round = rounds.next(plan.records() / WARM_UP_TURNS);
            for (Measured each : all) {
                each.take(round);
            }
            for (Measured each : twice) {
                each.take(round);
            }
        }
    }

    /** The bytes that the settling steps have written, for the bare program to write the same. */
    private Path templates(Feed feed) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(cluster.folder().resolve("templates"));
        for (Topic topic : SETTLING_WRITES) {
            Files.write(BareStore.template(folder, topic), feed.someValue(topic.name("steps.")));
        }
        Files.write(BareStore.stateTemplate(folder), feed.someValue("steps" + STATE_CHANGELOG));
        return folder;
    }

    /** What {@link #JOINED} stands beside, and what the line is called. */
    private record Told(String beside, String name) {}

    private record Compared(Measured ours, Measured pass, Measured store) {}

    private List<Figure> figures(Compared compared, List<Measured> told) throws IOException, InterruptedException {
        Map<String, List<Double>> taken = new TreeMap<>();
        int disturbed = 0;
        for (int i = 0; i < plan.pairs(); i++) {
            Noise before = Noise.now();
            pair(compared, told).forEach((name, nanos) -> note(taken, name, plan.records() * 1e9 / nanos));
            disturbed += Noise.now().isDisturbedSince(before) ? 1 : 0;
            say.accept("pair " + (i + 1) + ", records per CPU-second: " + last(taken));
        }
        List<Double> settled = list(taken, SETTLED);
        List<Double> passed = list(taken, compared.pass.name);
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("verify and settle / bare pass-through", settled, passed, new Goal(0.30, 0.45), disturbed));
        figures.add(figure(
                "verify and settle / bare store",
                settled,
                list(taken, compared.store.name),
                new Goal(0.80, 0.90),
                disturbed));
        figures.add(figure(
                "verify and know repeats / bare pass-through",
                list(taken, REPEATED),
                passed,
                new Goal(0.50, 0.60),
                disturbed));
        if (!told.isEmpty()) {
            List<Double> joined = list(taken, JOINED);
            for (Told each : TOLD) {
                figures.add(figure(each.name, joined, list(taken, each.beside), null, disturbed));
            }
        }
        return figures;
    }

    /** The CPU time of each for the records of one pair, taken in short turns: what disturbs a machine lasts longer than one. */
    private Map<String, Long> pair(Compared compared, List<Measured> told) throws IOException, InterruptedException {
        Map<String, Long> nanos = new TreeMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
            List<Feed.Input> round = rounds.next(plan.records() / TURNS);
            nanos.merge(SETTLED, compared.ours.take(round), Long::sum);
            nanos.merge(compared.store.name, compared.store.take(round), Long::sum);
            nanos.merge(compared.pass.name, compared.pass.take(round), Long::sum);
            nanos.merge(REPEATED, compared.ours.take(round), Long::sum);
            for (Measured each : told) {
                nanos.merge(each.name, each.take(round), Long::sum);
            }
        }
        return nanos;
    }

    private static Figure figure(
            String name, List<Double> ours, List<Double> limit, @Nullable Goal goal, int disturbed) {
        return new Figure(5, name, "records/CPU-s", ours, limit, goal, disturbed);
    }

    private static void note(Map<String, List<Double>> taken, String name, double perSecond) {
        taken.computeIfAbsent(name, _ -> new ArrayList<>()).add(perSecond);
    }

    private static List<Double> list(Map<String, List<Double>> taken, String name) {
        return taken.getOrDefault(name, List.of());
    }

    private static String last(Map<String, List<Double>> taken) {
        return taken.entrySet().stream()
                .map(each -> String.format(
                        Locale.ROOT, "%s %,.0f", each.getKey(), each.getValue().getLast()))
                .collect(Collectors.joining(", "));
    }

    /** One application that takes records. */
    private record Measured(Feed feed, Child process, String name) {
        /** Feeds it those and waits until it has committed them and is done; the CPU time that it took for them, in nanoseconds. */
        long take(List<Feed.Input> inputs) throws IOException, InterruptedException {
            long before = process.cpuNanos();
            feed.send(Topic.RECEIVED.name(name + "."), name, inputs);
            process.awaitQuiet();
            return process.cpuNanos() - before;
        }
    }
}
