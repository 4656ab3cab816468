package io.quittance.poller;

import io.quittance.config.Account;
import io.quittance.events.Topic;
import io.quittance.poller.AccountDesk.Tools;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desks of the accounts whose partitions of {@code due} this poller holds. */
final class Desks {
    private static final Logger LOG = LoggerFactory.getLogger(Desks.class);

    private static final Duration LOOK_TIME = Duration.ofMillis(20);

    private final Map<Integer, List<Account>> accounts = new HashMap<>();
    private final Map<String, AccountDesk> open = new ConcurrentSkipListMap<>();
    private final Tools tools;
    private final Duration patience;

    /** {@code patience} is how long stopped desks are waited for: longer than any question takes. */
    Desks(Collection<Account> all, int partitions, Tools tools, Duration patience) {
        for (Account account : all) {
            accounts.computeIfAbsent(partitionOf(account.name(), partitions), number -> new ArrayList<>())
                    .add(account);
        }
        this.tools = tools;
        this.patience = patience;
    }

    /** Where Kafka's own partitioner puts what is keyed by the account. */
    static int partitionOf(String account, int partitions) {
        return Topic.partitionOf(account.getBytes(StandardCharsets.UTF_8), partitions);
    }

    /** Opens the desks of a partition that was just assigned. */
    void open(Holding holding) {
        for (Account account : of(holding.partition())) {
            open.put(account.name(), AccountDesk.open(account, holding, tools));
        }
    }

    /** Gives a question to its desk. */
    void ask(Inquiry question, Holding holding) {
        AccountDesk desk = open.get(question.account());
        if (desk == null || !isOf(question, holding.partition())) {
            LOG.warn(
                    "a question about account {} in partition {}, where the settings have no such account",
                    question.account(),
                    holding.partition());
            tools.asker().dropApart(question, holding);
            return;
        }
        if (!desk.add(question)) {
            tools.asker().dropApart(question, holding);
        }
    }

    /** Ends a question that somebody took who did not come to its end: perhaps the gateway was asked, so nobody asks it again. */
    void leave(Inquiry question, Holding holding) {
        if (question.last()) {
            tools.asker().dropApart(question, holding);
        } else {
            holding.finish(question.offset());
        }
    }

    /** Begins nothing more for the accounts of that partition. */
    void stop(int partition) {
        for (Account account : of(partition)) {
            AccountDesk desk = open.get(account.name());
            if (desk != null) {
                desk.stop();
            }
        }
    }

    /**
     * Waits until nothing is being asked for the accounts of those partitions, and closes their desks; {@code meanwhile} is done again
     * and again, so that nobody else waits too.
     */
    void close(Collection<Integer> partitions, Runnable meanwhile) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (int partition : partitions) {
                for (Account account : of(partition)) {
                    if (!awaitIdle(account, until, meanwhile)) {
                        LOG.warn("questions for account {} did not end in time", account.name());
                    }
                }
            }
        } finally {
            partitions.forEach(this::abandon);
        }
    }

    private boolean awaitIdle(Account account, long until, Runnable meanwhile) throws InterruptedException {
        AccountDesk desk = open.get(account.name());
        while (desk != null && !desk.awaitIdle(LOOK_TIME)) {
            if (System.nanoTime() > until) {
                return false;
            }
            meanwhile.run();
        }
        return true;
    }

    /** The same for accounts that are somebody else's already, for whose last questions nobody waits. */
    void abandon(int partition) {
        of(partition).forEach(account -> open.remove(account.name()));
    }

    /** The accounts whose partitions this poller holds at the moment. */
    Set<String> names() {
        return Set.copyOf(open.keySet());
    }

    private boolean isOf(Inquiry question, int partition) {
        return of(partition).stream().anyMatch(account -> account.name().equals(question.account()));
    }

    private List<Account> of(int partition) {
        return accounts.getOrDefault(partition, List.of());
    }
}
