package io.quittance.bench;

import io.quittance.config.InvalidSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Measures the rows of a plan, one after the other. */
public final class Bench {
    private final Cluster cluster;
    private final BenchPlan plan;
    private final Consumer<String> say;

    /** A benchmark on those servers; {@code say} hears, in words for people, how far it is. */
    public Bench(Cluster cluster, BenchPlan plan, Consumer<String> say) {
        this.cluster = cluster;
        this.plan = plan;
        this.say = say;
    }

    /**
     * Measures all of it.
     *
     * @throws IOException where a measured process fails; the message holds what it said
     */
    public BenchResult run() throws IOException, InterruptedException, InvalidSettings {
        List<Figure> figures = new ArrayList<>();
        if (plan.has(1, 2)) {
            say.accept("rows 1 and 2: the edge at saturation");
            figures.addAll(new EdgeRows(cluster, plan, say)
                    .measure().stream()
                            .filter(figure -> plan.rows().contains(figure.row()))
                            .toList());
        }
        if (plan.has(5)) {
            say.accept("row 5: what settling takes of a processor");
            figures.addAll(new TopologyRow(cluster, plan, say).measure());
        }
        if (plan.has(7)) {
            say.accept("row 7: from a callback to its settlement");
            figures.addAll(new LatencyRow(cluster, plan, say).measure());
        }
        return new BenchResult(Machine.here(), plan.decides(), figures);
    }
}
