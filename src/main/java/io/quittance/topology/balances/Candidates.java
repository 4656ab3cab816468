package io.quittance.topology.balances;

import io.quittance.events.EventKind;
import io.quittance.events.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Orders and payouts by the amount that a balance would show if it went against what was said of them: payouts that settled, payouts
 * that ended without money, payments that the gateway calls unpaid, and what the gateway calls paid and we have not settled. Other orders
 * take no place here.
 */
final class Candidates {
    /** An order may be paid so long after it was first heard of. */
    static final long OPEN_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final ByAmount table;

    Candidates(SortedBytes store, String account) {
        this.table = new ByAmount(store, account, 'x');
    }

    /** What a candidate would show. */
    enum Role {
        PAID_OUT('p'),
        NOT_PAID_OUT('f'),
        UNPAID('u'),
        NOT_SETTLED('n');

        private final char mark;

        Role(char mark) {
            this.mark = mark;
        }
    }

    /**
     * What a report would show that goes against what was said of an order.
     *
     * @param minor by how much the balance is higher than expected, in fen; below 0 where it is lower
     * @param at when the order was paid or first heard of
     */
    record Candidate(Role role, long minor, long at) {}

    /** The order stands elsewhere; those that were, and those that have become one by that. */
    List<Candidate> stands(EventKind kind, String order, @Nullable Standing before, Standing after) {
        Candidate was = before == null ? null : candidate(kind, before);
        Candidate is = candidate(kind, after);
        if (Objects.equals(was, is)) {
            return List.of();
        }
        List<Candidate> changed = new ArrayList<>(2);
        if (was != null) {
            table.remove(was.minor, was.role.mark, was.at, order);
            changed.add(was);
        }
        if (is != null) {
            table.put(is.minor, is.role.mark, is.at, order);
            changed.add(is);
        }
        return changed;
    }

    /** The first order of that role that would show just that much, from one time on and before another; null where there is none. */
    @Nullable String find(Role role, long minor, long from, long before) {
        String[] found = new String[1];
        table.visit(minor, role.mark, from, before, (at, order) -> {
            found[0] = order;
            return false;
        });
        return found[0];
    }

    private static @Nullable Candidate candidate(EventKind kind, Standing standing) {
        Role role = role(kind, standing);
        if (role == null || standing.getMinor() == 0) {
            return null;
        }
        long minor = standing.getMinor();
        long fee = standing.getFeeMinor();
        return switch (role) {
            case PAID_OUT -> new Candidate(role, minor + fee, standing.getAt());
            case NOT_PAID_OUT -> new Candidate(role, -minor - fee, standing.getAt());
            case UNPAID -> new Candidate(role, minor - fee, standing.getAt());
            case NOT_SETTLED ->
                new Candidate(role, kind == EventKind.PAYOUT ? -minor - fee : minor - fee, standing.getAt());
        };
    }

    private static @Nullable Role role(EventKind kind, Standing standing) {
        boolean out = kind == EventKind.PAYOUT;
        return switch (standing.getStatus()) {
            case PAID -> out ? Role.PAID_OUT : null;
            case FAILED, EXPIRED, REJECTED -> out ? Role.NOT_PAID_OUT : Role.UNPAID;
            case PENDING -> out ? null : Role.UNPAID;
            case HELD, REFUSED -> Role.NOT_SETTLED;
            case UNKNOWN, PLACED, ACCEPTED -> null;
        };
    }
}
