package io.quittance.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quittance.poller.Poller;
import io.quittance.poller.PollerCounters;
import io.quittance.poller.PollerCounters.Counted;
import java.util.List;

/** What a poller asks, by account and by how it ended. */
final class PollerMeters {
    /** How a question ends; what is counted besides has a name of its own. */
    private static final List<Counted> ENDS =
            List.of(Counted.ANSWERED, Counted.UNANSWERED, Counted.NOT_SENT, Counted.EXPIRED, Counted.DROPPED);

    private PollerMeters() {}

    static void bind(MeterRegistry registry, Poller poller) {
        PollerCounters counters = poller.counters();
        Counters asked =
                new Counters(registry, "quittance.questions.asked", "questions that went, or were about to go, out");
        Counters ended = new Counters(registry, "quittance.questions.ended", "questions by how they ended");
        Counters gaveUp = new Counters(
                registry, "quittance.orders.given.up", "orders that nobody asks about any more, unresolved");
        for (String account : counters.accounts()) {
            asked.add(() -> counters.count(account, Counted.ASKED), Labels.ACCOUNT, account);
            for (Counted end : ENDS) {
                ended.add(() -> counters.count(account, end), Labels.ACCOUNT, account, "end", Labels.value(end));
            }
            gaveUp.add(() -> counters.count(account, Counted.GAVE_UP), Labels.ACCOUNT, account);
        }
        Gauge.builder(
                        "quittance.poller.accounts",
                        poller,
                        asking -> asking.circuits().size())
                .description("accounts that this process asks for at the moment")
                .register(registry);
    }
}
