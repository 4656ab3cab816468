package io.quittance.topology.balances;

import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.OrderBreak;
import io.quittance.events.Standing;
import io.quittance.gateways.BeijingDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Orders and payouts by the amount that a balance would show if it went against what was said of them: payouts said to be paid, payouts
 * that ended without money, payments that the gateway calls unpaid, payments that it calls paid and that have not settled, and what only
 * a statement calls paid. Other orders take no place here.
 */
final class Candidates {
    /** An order may be paid so long after it was first heard of. */
    private static final long OPEN_MILLIS = TimeUnit.DAYS.toMillis(1);

    private static final Role[] ROLES = Role.values();

    private final ByAmount table;

    Candidates(SortedBytes store, String account) {
        this.table = new ByAmount(store, account, 'x');
    }

    /** What a candidate would show; those named first are believed first. */
    enum Role {
        PAID_OUT('p', 0),
        NOT_PAID_OUT('f', OPEN_MILLIS),
        UNPAID('u', OPEN_MILLIS),
        NOT_SETTLED('n', 0),
        LISTED('l', OPEN_MILLIS);

        private final char mark;
        private final long openMillis;

        Role(char mark, long openMillis) {
            this.mark = mark;
            this.openMillis = openMillis;
        }
    }

    /** An order or payout whose amount fits. */
    record Fit(Role role, String order) {}

    /**
     * What a report would show that goes against what was said of an order.
     *
     * @param minor by how much the balance is higher than expected, in fen; below 0 where it is lower
     * @param at when the order was paid or first heard of; of what only a statement calls paid, when the statement's day begins
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

    /**
     * Those that would show just that much, by role and by time, at most two of each role: they moved from one time on and before another,
     * or, where they may be open for long, were first heard of as much earlier.
     */
    List<Fit> fitting(long minor, long from, long before) {
        List<Fit> fitting = new ArrayList<>(2);
        for (Role role : ROLES) {
            int most = fitting.size() + 2;
            table.visit(minor, role.mark, from - role.openMillis, before, (at, order) -> {
                fitting.add(new Fit(role, order));
                return fitting.size() < most;
            });
        }
        return fitting;
    }

    private static @Nullable Candidate candidate(EventKind kind, Standing standing) {
        long net = Said.net(kind, standing);
        Long listed = listed(standing);
        if (listed != null) {
            long more = kind == EventKind.PAYOUT ? standing.getMinor() - listed : listed - standing.getMinor();
            return new Candidate(Role.LISTED, net + more, BeijingDay.start(standing.getDay()));
        }
        Role role = role(kind, standing);
        if (role == null || standing.getMinor() == 0) {
            return null;
        }
        boolean isExpected = role == Role.PAID_OUT || role == Role.NOT_SETTLED;
        return new Candidate(role, isExpected ? -net : net, standing.getAt());
    }

    /** The amount at which a statement lists the order as paid that no report ever called paid; null where none does. */
    private static @Nullable Long listed(Standing standing) {
        for (OrderBreak found : standing.getBreaks()) {
            if (found.getType() == BreakType.PAID_THERE_NOT_HERE && !Said.isHeld(standing)) {
                return found.getTheirsMinor();
            }
        }
        return null;
    }

    private static @Nullable Role role(EventKind kind, Standing standing) {
        boolean out = kind == EventKind.PAYOUT;
        return switch (standing.getStatus()) {
            case PAID -> out ? Role.PAID_OUT : null;
            case HELD, REFUSED -> out ? Role.PAID_OUT : Role.NOT_SETTLED;
            case FAILED, EXPIRED, REJECTED -> out ? Role.NOT_PAID_OUT : Role.UNPAID;
            case PENDING -> out ? null : Role.UNPAID;
            case UNKNOWN, PLACED, ACCEPTED -> null;
        };
    }
}
