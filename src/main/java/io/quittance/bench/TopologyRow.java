package io.quittance.bench;

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
import java.util.function.Consumer;

/**
 * Row 5: what settling takes of a processor, in records for each second of CPU time of its process, beside a bare pass-through
 * and a bare application with one store; orders that settle, and repeats of them. The whole role, views and all, is told beside.
 */
final class TopologyRow {
    private static final String STATE_CHANGELOG = "-payments-by-id-changelog";
    private static final List<Topic> SETTLING_WRITES = List.of(Topic.OUTCOMES, Topic.ORDERS, Topic.SETTLEMENTS);

    private final Cluster cluster;
    private final BenchPlan plan;
    private final Consumer<String> say;
    private final Rounds rounds;

    TopologyRow(Cluster cluster, BenchPlan plan, Consumer<String> say) throws InvalidSettings, IOException {
        this.cluster = cluster;
        this.plan = plan;
        this.say = say;
        this.rounds = new Rounds(new PaidCallbacks(cluster.accounts(), EdgeRows.BODY_BYTES), plan.records());
    }

    List<Figure> measure() throws IOException, InterruptedException, InvalidSettings {
        Path steps = cluster.settings("steps");
        Path whole = cluster.settings("whole");
        Path pass = cluster.settings("pass");
        Path store = cluster.settings("store");
        List<String> run = List.of("run", "--config", whole.toString(), "--roles", "topology");
        try (ConfluentSchemas registry =
                        ConfluentSchemas.at(SettingsFile.load(steps).registry());
                Feed feed = new Feed(cluster.bootstrapServers(), Events.register(registry, "steps."));
                Child settling = Child.start("steps", List.of(), SettlingSteps.class, List.of(steps.toString()));
                Child passing = Child.start("pass-through", List.of(), BarePassThrough.class, List.of(pass.toString()))) {
            settling.await(Child.READY);
            passing.await(Child.READY);
            Measured ours = new Measured(feed, settling, "steps");
            warmUp(ours, new Measured(feed, passing, "pass"));
            Path templates = templates(feed);
            try (Child storing = Child.start(
                            "bare store", List.of(), BareStore.class, List.of(store.toString(), templates.toString()));
                    Child views = Child.start("topology", List.of(), cluster.product(), run)) {
                storing.await(Child.READY);
                views.await(Child.READY);
                Measured bare = new Measured(feed, storing, "store");
                Measured role = new Measured(feed, views, "whole");
                warmUp(bare, role);
                say.accept("settling steps " + settling.pid() + ", pass-through " + passing.pid() + ", bare store "
                        + storing.pid() + ", whole role " + views.pid());
                return pairs(ours, new Measured(feed, passing, "pass"), bare, role);
            }
        }
    }

    private void warmUp(Measured... all) throws IOException, InterruptedException {
        for (int i = 0; i < plan.warmUpRounds(); i++) {
            List<Feed.Input> round = rounds.next();
            for (Measured each : all) {
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

    private List<Figure> pairs(Measured ours, Measured pass, Measured bare, Measured role)
            throws IOException, InterruptedException {
        List<Double> settled = new ArrayList<>();
        List<Double> passed = new ArrayList<>();
        List<Double> stored = new ArrayList<>();
        List<Double> repeated = new ArrayList<>();
        List<Double> served = new ArrayList<>();
        int disturbed = 0;
        for (int i = 0; i < plan.pairs(); i++) {
            List<Feed.Input> round = rounds.next();
            Noise before = Noise.now();
            settled.add(ours.take(round));
            stored.add(bare.take(round));
            passed.add(pass.take(round));
            repeated.add(ours.take(round));
            served.add(role.take(round));
            disturbed += Noise.now().isDisturbedSince(before) ? 1 : 0;
            say.accept(String.format(
                    Locale.ROOT,
                    "pair %d, records per CPU-second: settling %,.0f, bare store %,.0f, pass-through %,.0f, repeats %,.0f,"
                            + " whole role %,.0f",
                    i + 1,
                    settled.getLast(),
                    stored.getLast(),
                    passed.getLast(),
                    repeated.getLast(),
                    served.getLast()));
        }
        String unit = "records/CPU-s";
        return List.of(
                new Figure(
                        5,
                        "settling / bare pass-through",
                        unit,
                        settled,
                        passed,
                        new Figure.Goal(0.30, 0.45),
                        disturbed),
                new Figure(
                        5, "settling / bare store", unit, settled, stored, new Figure.Goal(0.80, 0.90), disturbed),
                new Figure(
                        5,
                        "repeats only / bare pass-through",
                        unit,
                        repeated,
                        passed,
                        new Figure.Goal(0.50, 0.60),
                        disturbed),
                new Figure(5, "the whole role with its views / bare pass-through", unit, served, passed, null, disturbed));
    }

    /** One application that takes records. */
    private record Measured(Feed feed, Child process, String name) {
        /** Feeds it those and waits until it has committed them; how many it took for each second of its CPU time. */
        double take(List<Feed.Input> inputs) throws IOException, InterruptedException {
            long before = process.cpuNanos();
            feed.send(Topic.RECEIVED.name(name + "."), name, inputs);
            return inputs.size() * 1e9 / (process.cpuNanos() - before);
        }
    }
}
