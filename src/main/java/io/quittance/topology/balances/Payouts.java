package io.quittance.topology.balances;

import io.quittance.events.EventKind;
import io.quittance.events.EventSerde;
import io.quittance.events.PayoutState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of the payouts of one account, by the time of the first report of each. */
final class Payouts {
    private final Table table;
    private final EventSerde<PayoutState> states;

    Payouts(SortedBytes store, String account, EventSerde<PayoutState> states) {
        this.table = new Table(store, account, 'p');
        this.states = states;
    }

    /** The place at which a payout asks for the balance: when its first report was received. */
    static Moment placed(io.quittance.events.Payout payout) {
        return Moment.of(payout.getFirstReceivedAt().toEpochMilli(), EventKind.PAYOUT, payout.getOrder());
    }

    @Nullable PayoutState get(Moment placed) {
        byte[] bytes = table.store().get(table.key(placed));
        return bytes == null ? null : read(bytes);
    }

    void put(Moment placed, PayoutState state) {
        table.store().put(table.key(placed), states.toBytes(state));
    }

    /** Those placed from one moment on and before another, the earliest first, at most so many. */
    List<PayoutState> between(Moment from, Moment before, int most) {
        List<PayoutState> found = new ArrayList<>();
        table.visit(from, before, (key, value) -> {
            found.add(read(value));
            return found.size() < most;
        });
        return found;
    }

    private PayoutState read(byte[] bytes) {
        return Stored.read(states, bytes, "a payout");
    }
}
