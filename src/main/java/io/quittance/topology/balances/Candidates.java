package io.quittance.topology.balances;

import io.quittance.events.EventKind;
import io.quittance.events.Standing;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Orders and payouts by the amount that a balance would show if it went against what was said of them: payouts that settled, payouts
 * that ended without money, payments that the gateway calls unpaid. Other orders take no place here.
 */
final class Candidates {
    /** An order may be paid so long after it was first heard of. */
    static final long OPEN_MILLIS = TimeUnit.DAYS.toMillis(1);

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] THERE = {1};
    private static final int HEX_DIGITS = 16;

    private final Table table;

    Candidates(SortedBytes store, String account) {
        this.table = new Table(store, account, 'x');
    }

    /** What a candidate would show. */
    enum Role {
        PAID_OUT('p'),
        NOT_PAID_OUT('f'),
        UNPAID('u');

        private final char mark;

        Role(char mark) {
            this.mark = mark;
        }
    }

    /** The order stands elsewhere; true where that changes what a report may show. */
    boolean stands(EventKind kind, String order, @Nullable Standing before, Standing after) {
        byte[] was = before == null ? null : key(kind, order, before);
        byte[] is = key(kind, order, after);
        if (Arrays.equals(was, is)) {
            return false;
        }
        if (was != null) {
            table.store().put(was, null);
        }
        if (is != null) {
            table.store().put(is, THERE);
        }
        return true;
    }

    /** The first order of that role and just that amount, from one time on and before another; null where there is none. */
    @Nullable String find(Role role, long minor, long from, long before) {
        String[] found = new String[1];
        table.visit(new Moment(minor, tie(role, from)), new Moment(minor, tie(role, before)), (key, value) -> {
            found[0] = table.moment(key).tie().substring(1 + HEX_DIGITS);
            return false;
        });
        return found[0];
    }

    private byte @Nullable [] key(EventKind kind, String order, Standing standing) {
        Role role = role(kind, standing);
        if (role == null || standing.getMinor() == 0) {
            return null;
        }
        long shown = role == Role.UNPAID
                ? standing.getMinor() - standing.getFeeMinor()
                : standing.getMinor() + standing.getFeeMinor();
        return table.key(new Moment(shown, tie(role, standing.getAt()) + order));
    }

    private static @Nullable Role role(EventKind kind, Standing standing) {
        boolean out = kind == EventKind.PAYOUT;
        return switch (standing.getStatus()) {
            case PAID -> out ? Role.PAID_OUT : null;
            case FAILED, EXPIRED, REJECTED -> out ? Role.NOT_PAID_OUT : Role.UNPAID;
            case PENDING -> out ? null : Role.UNPAID;
            case UNKNOWN, PLACED, ACCEPTED, HELD, REFUSED -> null;
        };
    }

    private static String tie(Role role, long at) {
        return role.mark + HEX.toHexDigits(at ^ Long.MIN_VALUE);
    }
}
