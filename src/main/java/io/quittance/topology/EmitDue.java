package io.quittance.topology;

import io.quittance.events.AskingState;
import io.quittance.events.OrderState;
import io.quittance.events.QueryDue;
import io.quittance.topology.decisions.AskingPlan;
import io.quittance.topology.decisions.Asks;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Step {@code emit-due}: what settling has made due comes in, questions go out by the clock; remembers what it has sent in the orders' states. */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class EmitDue implements Processor<String, Result, String, QueryDue> {
    static final String NAME = "emit-due";
    static final Duration TICK = Duration.ofSeconds(1);
    /** Questions at a time. */
    static final int MOST_PER_TICK = 200;
    /** Entries at a time, those included that nobody can be asked about: many of them delay no question by much. */
    static final int MOST_LOOKED_AT = 1_200;

    private final AskingPlans plans;
    private final boolean emits;
    private ProcessorContext<String, QueryDue> context;
    private Books books;
    private DueIndex index;
    private @Nullable Cancellable tick;
    /** Nothing in the index is due before. */
    private long from;

    EmitDue(AskingPlans plans, boolean emits) {
        this.plans = plans;
        this.emits = emits;
    }

    @Override
    public void init(ProcessorContext<String, QueryDue> opened) {
        context = opened;
        books = Books.of(opened);
        index = new DueIndex(opened.getStateStore(DueIndex.NAME));
        from = 0; // Streams may open a step anew after a corrupted task, on stores that an abort has set back.
        if (emits) {
            tick = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::send);
        }
    }

    @Override
    public void process(Record<String, Result> record) {
        from = Math.min(from, record.value().dueAt());
    }

    /** Streams keeps what is scheduled when it opens a step anew: it would tick twice as often after that. */
    @Override
    public void close() {
        if (tick != null) {
            tick.cancel();
        }
    }

    private void send(long now) {
        List<DueIndex.Entry> due = index.due(from, now, MOST_LOOKED_AT);
        int sent = 0;
        for (DueIndex.Entry entry : due) {
            if (sent == MOST_PER_TICK) {
                from = entry.time();
                return;
            }
            sent += isSent(entry, now) ? 1 : 0;
        }
        from = due.size() < MOST_LOOKED_AT ? now + 1 : due.getLast().time();
    }

    private boolean isSent(DueIndex.Entry entry, long now) {
        index.remove(entry);
        Book book = books.of(entry.kind());
        OrderState state = book.states().get(entry.key());
        AskingState asking = Asks.dueThen(state, entry.time());
        if (state == null || asking == null) {
            return false;
        }
        String account = OrderKeys.account(entry.key());
        AskingPlan plan = plans.of(account, entry.kind(), now);
        if (plan == null) {
            keep(entry, state, Asks.postponed(asking, entry.key(), now));
            return false;
        }
        Asks.Sent sent = new Asks(plan, book.rules(), entry.kind(), entry.key()).send(state, asking, now);
        keep(entry, state, sent.after());
        context.forward(new Record<>(account, Questions.row(entry, account, sent), now));
        return true;
    }

    private void keep(DueIndex.Entry entry, OrderState state, AskingState asking) {
        if (asking.getNextAt() != null) {
            index.add(new DueIndex.Entry(asking.getNextAt(), entry.kind(), entry.key()));
        }
        OrderState kept = OrderState.newBuilder(state).setAsking(asking).build();
        books.of(entry.kind()).states().put(entry.key(), kept);
    }
}
