package io.quittance.topology;

import io.quittance.events.AskingState;
import io.quittance.events.EventKind;
import io.quittance.events.OrderState;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.topology.decisions.AskingPlan;
import io.quittance.topology.decisions.Asks;
import io.quittance.topology.decisions.OrderDecision;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the due index in step with the states of one task: an order's time stands in both or in neither. */
final class Agenda {
    private final AskingPlans plans;
    private final DueIndex index;

    Agenda(AskingPlans plans, DueIndex index) {
        this.plans = plans;
        this.index = index;
    }

    /** The state with its next question, after a decision; the very same state where that has not changed. */
    OrderState decided(
            Book book,
            String key,
            Judged.Believed believed,
            @Nullable OrderState before,
            OrderDecision decision,
            OrderState state) {
        if (state.getAsking() == null && book.rules().isFinal(state.getStatus())) {
            return state;
        }
        long at = believed.evidence().receivedAt();
        Asks asks = asks(book, believed.account().name(), key, at);
        if (asks != null) {
            return with(book, key, state, asks.decided(before, decision, believed.evidence()));
        }
        return book.rules().isFinal(state.getStatus())
                ? with(book, key, state, Asks.resting(state.getAsking()))
                : state;
    }

    /** Whether a record that is no evidence says something about when to ask. */
    static boolean isNote(Received received) {
        return received.getSource() == Source.ASKED || isHint(received);
    }

    /** The state after such a record; the very same where it changes nothing. */
    OrderState noted(Book book, String key, Received received, OrderState state) {
        long at = received.getReceivedAt().toEpochMilli();
        Asks asks = asks(book, received.getAccount(), key, at);
        if (asks == null) {
            return state;
        }
        return with(
                book,
                key,
                state,
                received.getSource() == Source.ASKED
                        ? asks.asked(state, OwnRecords.question(received), at)
                        : asks.hinted(state, at));
    }

    /** When that state is to be asked about, if it was not before. */
    static long dueAt(@Nullable OrderState before, OrderState after) {
        Long next = time(after.getAsking());
        Long known = before == null ? null : time(before.getAsking());
        return next == null || next.equals(known) ? Result.NOT_DUE : next;
    }

    /** A callback that is not believed, and a browser return, believed or not, say that something happened; a replay says nothing new. */
    private static boolean isHint(Received received) {
        Source source = received.getSource();
        return received.getReplayOf() == null && (source == Source.CALLBACK || source == Source.RETURN);
    }

    private @Nullable Asks asks(Book book, String account, String key, long at) {
        AskingPlan plan = plans.of(account, book.kind(), at);
        return plan == null ? null : new Asks(plan, book.rules(), book.kind(), key);
    }

    private OrderState with(Book book, String key, OrderState state, @Nullable AskingState asking) {
        AskingState before = state.getAsking();
        if (Objects.equals(asking, before)) {
            return state;
        }
        move(book.kind(), key, time(before), time(asking));
        return OrderState.newBuilder(state).setAsking(asking).build();
    }

    private void move(EventKind kind, String key, @Nullable Long from, @Nullable Long to) {
        if (Objects.equals(from, to)) {
            return;
        }
        if (from != null) {
            index.remove(new DueIndex.Entry(from, kind, key));
        }
        if (to != null) {
            index.add(new DueIndex.Entry(to, kind, key));
        }
    }

    private static @Nullable Long time(@Nullable AskingState asking) {
        return asking == null ? null : asking.getNextAt();
    }
}
