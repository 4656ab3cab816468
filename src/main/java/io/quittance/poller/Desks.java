package io.quittance.poller;

import io.quittance.config.Account;
import io.quittance.poller.AccountDesk.Tools;
import io.quittance.poller.PollerCounters.Counted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desks of the accounts whose partitions of {@code due} this poller holds. */
final class Desks {
    private static final Logger LOG = LoggerFactory.getLogger(Desks.class);

    private final Map<Integer, List<Account>> accounts = new HashMap<>();
    private final Map<String, AccountDesk> open = new ConcurrentSkipListMap<>();
    private final Tools tools;
    private final Duration patience;

    /** {@code patience} is how long a stopped desk is waited for: longer than any question takes. */
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
        return Utils.toPositive(Utils.murmur2(account.getBytes(StandardCharsets.UTF_8))) % partitions;
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
            holding.finish(question.offset());
            return;
        }
        if (!desk.add(question)) {
            drop(question, holding, Counted.DROPPED);
        }
    }

    /** Ends a question that somebody took who did not come to its end: perhaps the gateway was asked, so nobody asks again. */
    void leave(Inquiry question, Holding holding) {
        if (question.last() && isOf(question, holding.partition())) {
            drop(question, holding, Counted.DROPPED);
        } else {
            holding.finish(question.offset());
        }
    }

    private void drop(Inquiry question, Holding holding, Counted why) {
        Thread.ofVirtual().name("drop-" + question.account()).start(() -> {
            try {
                tools.asker().drop(question, holding, why);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
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

    /** Waits until nothing is being asked for the accounts of that partition, and closes their desks. */
    void close(int partition) throws InterruptedException {
        for (Account account : of(partition)) {
            AccountDesk desk = open.remove(account.name());
            if (desk != null && !desk.awaitIdle(patience)) {
                LOG.warn("questions for account {} did not end in time", account.name());
            }
        }
    }

    /** The same for accounts that are somebody else's already, for whose last questions nobody waits. */
    void abandon(int partition) {
        of(partition).forEach(account -> open.remove(account.name()));
    }

    /** The accounts that this poller speaks for now. */
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
