package io.quittance.edge.placing;

import io.quittance.events.Placement;
import io.quittance.events.PlacementDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of this edge that wait: each for the decision on itself, then for what the winner was answered. A loser is put to its
 * winner's answer by the very thread that reads its decision, so that no answer falls in between. Thread-safe.
 */
final class Attempts {
    private final int most;
    private final Map<String, Waiting> byAttempt = new HashMap<>();
    private final Map<String, List<Waiting>> byWinner = new HashMap<>();

    /** Attempts of which that many may wait at a time. */
    Attempts(int most) {
        this.most = most;
    }

    /** Begins to wait, before the placing is written; null where there are too many. Close it. */
    synchronized @Nullable Waiting begin(String attempt) {
        if (byAttempt.size() >= most) {
            return null;
        }
        Waiting waiting = new Waiting(attempt);
        byAttempt.put(attempt, waiting);
        return waiting;
    }

    /** A decision was read; on the thread of the tail alone. */
    synchronized void decided(Placement placement) {
        switch (placement.getDecision()) {
            case WON, SAME, TAKEN -> decidedOn(placement);
            case ANSWERED, FREED -> {
                for (Waiting waiting : List.copyOf(byWinner.getOrDefault(placement.getAttempt(), List.of()))) {
                    waiting.news.add(placement);
                }
            }
            case UNSPECIFIED -> {}
        }
    }

    private void decidedOn(Placement placement) {
        Waiting waiting = byAttempt.get(placement.getAttempt());
        if (waiting == null) {
            return;
        }
        String winner = placement.getWinner();
        if (winner != null && placement.getDecision() != PlacementDecision.TAKEN) {
            waiting.winner = winner;
            byWinner.computeIfAbsent(winner, key -> new ArrayList<>()).add(waiting);
        }
        waiting.news.add(placement);
    }

    private synchronized void end(Waiting waiting) {
        byAttempt.remove(waiting.attempt);
        notifyAll();
        String winner = waiting.winner;
        if (winner != null) {
            List<Waiting> others = byWinner.get(winner);
            if (others != null && others.remove(waiting) && others.isEmpty()) {
                byWinner.remove(winner);
            }
        }
    }

    /** Waits until none waits any more, or the time is over. */
    synchronized void awaitNone(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        long left = time.toMillis();
        while (!byAttempt.isEmpty() && left > 0) {
            wait(left);
            left = Duration.ofNanos(until - System.nanoTime()).toMillis();
        }
    }

    /** One attempt that waits. */
    final class Waiting implements AutoCloseable {
        private final String attempt;
        private final BlockingQueue<Placement> news = new LinkedBlockingQueue<>();
        private @Nullable String winner;

        private Waiting(String attempt) {
            this.attempt = attempt;
        }

        /** The next that is known of it: first its decision, then what its winner was answered; null where none comes until then. */
        @Nullable Placement await(long deadline) throws InterruptedException {
            return news.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            end(this);
        }
    }
}
