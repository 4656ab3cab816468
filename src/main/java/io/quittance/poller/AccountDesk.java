package io.quittance.poller;

import io.quittance.config.Account;
import io.quittance.events.Ids;
import io.quittance.gatewayclient.Circuit;
import io.quittance.gatewayclient.GatewayClient;
import io.quittance.gatewayclient.Requests;
import io.quittance.gateways.DialectDefinition.Pacing;
import io.quittance.gateways.MessageType;
import io.quittance.poller.PollerCounters.Counted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks for one account while this poller holds its partition: keeps its questions until their time has come, asks a bounded number
 * of them at once, and asks for the balance by a timer of its own.
 */
final class AccountDesk {
    /** Questions of an account that wait; more are dropped, which their next due makes good. */
    static final int MAX_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(AccountDesk.class);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Account account;
    private final Holding holding;
    private final Tools tools;
    private final Spacing spacing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>(Comparator.comparingLong(Waiting::readyAt));
    private int asking;
    private boolean stopped;

    /** What all desks share. {@code concurrency} is for each account. */
    record Tools(
            Asker asker,
            GatewayClient client,
            PollerCounters counters,
            InstantSource clock,
            Ids ids,
            int concurrency) {}

    private record Waiting(Inquiry question, long readyAt) {}

    /** What to do next with a question. */
    private record Turn(Inquiry question, boolean expired) {}

    private AccountDesk(Account account, Holding holding, Tools tools) {
        this.account = account;
        this.holding = holding;
        this.tools = tools;
        this.spacing = new Spacing(this::pacing, holding.since());
    }

    /** A desk that has begun to work. */
    static AccountDesk open(Account account, Holding holding, Tools tools) {
        AccountDesk desk = new AccountDesk(account, holding, tools);
        long now = tools.clock().millis();
        if (account.gateway().baseUrl() != null && Requests.offers(account, MessageType.BALANCE_QUERY_REQUEST, now)) {
            desk.add(Inquiry.balance(tools.ids().next(now), account.name()));
        }
        Thread.ofVirtual().name("desk-" + account.name()).start(desk::work);
        return desk;
    }

    /** What is in force now: a version of the dialect may begin to count while this desk works. */
    private Pacing pacing() {
        return account.gateway().dialect().definition(tools.clock().millis()).pacing();
    }

    /** Keeps a question until its time has come; false where there are too many. */
    boolean add(Inquiry question) {
        lock.lock();
        try {
            if (queue.size() >= MAX_WAITING) {
                return false;
            }
            queue.add(waiting(question));
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ready when both the question and the gateway's limit allow it, or as soon as it is too late for it. */
    private Waiting waiting(Inquiry question) {
        long earliest = spacing.earliest(question);
        long allowed = earliest == Spacing.BEING_ASKED ? tools.clock().millis() + LOOK_AGAIN_MILLIS : earliest;
        long ready = Math.max(question.notBefore(), allowed);
        return new Waiting(question, question.expiresAt() < ready ? question.expiresAt() + 1 : ready);
    }

    /** Begins nothing more; what waits is left to whoever holds the partition next. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is being asked any more; false where that takes longer. */
    boolean awaitIdle(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (asking > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return asking == 0;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            for (Turn turn = next(); turn != null; turn = next()) {
                Turn mine = turn;
                Thread.ofVirtual().name("ask-" + account.name()).start(() -> handle(mine));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Turn turn) {
        Inquiry question = turn.question();
        try {
            if (turn.expired()) {
                tools.asker().drop(question, holding, Counted.EXPIRED);
            } else {
                tools.asker().ask(account, question, holding);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("asking about {} failed", question.key(), e);
            tools.asker().dropApart(question, holding);
        } finally {
            end(turn);
        }
    }

    private void end(Turn turn) {
        lock.lock();
        try {
            asking--;
            long now = tools.clock().millis();
            if (!turn.expired()) {
                spacing.end(turn.question(), now);
            }
            changed.signalAll();
            if (turn.question().isBalance()) {
                Inquiry again = Inquiry.balance(tools.ids().next(now), account.name());
                queue.add(waiting(again));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next question whose time has come; null when the desk is stopped. */
    private @Nullable Turn next() throws InterruptedException {
        lock.lock();
        try {
            while (!stopped) {
                long now = tools.clock().millis();
                long pause = pause(now);
                Turn turn = pause > 0 ? null : turn(now);
                if (turn != null) {
                    asking++;
                    return turn;
                }
                if (pause > 0) {
                    var _ = changed.await(pause, TimeUnit.MILLISECONDS);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** How long there is surely nothing to do, unless something changes. */
    private long pause(long now) {
        Waiting first = queue.peek();
        if (first == null || asking >= tools.concurrency()) {
            return Long.MAX_VALUE;
        }
        if (first.readyAt() > now) {
            return first.readyAt() - now;
        }
        Circuit circuit = tools.client().circuit(account.name());
        return switch (circuit.state()) {
            case CLOSED -> 0;
            case OPEN -> Math.max(1, circuit.closesIn().toMillis());
            case TRYING -> asking == 0 ? 0 : Long.MAX_VALUE;
        };
    }

    /** The first question, or null where its subject has been asked about since it was put in the queue. */
    private @Nullable Turn turn(long now) {
        Inquiry question = queue.remove().question();
        if (now > question.expiresAt()) {
            return new Turn(question, true);
        }
        if (spacing.earliest(question) > now) {
            queue.add(waiting(question));
            return null;
        }
        spacing.begin(question);
        return new Turn(question, false);
    }
}
