package io.quittance.queries;

import io.quittance.events.EventKind;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The key of an order or payout in the topics and views: {@code <account>/<order id>} in UTF-8 (DESIGN section 3). */
record RowKey(View view, Bytes bytes) {

    /** The key of that order or payout. The account's name must hold no slash, or two orders could share a key. */
    static RowKey of(View view, String account, String order) {
        if (account.indexOf('/') >= 0) {
            throw new IllegalArgumentException("an account's name holds no slash: " + account);
        }
        return new RowKey(view, Bytes.wrap((account + '/' + order).getBytes(StandardCharsets.UTF_8)));
    }

    /** The key in {@code history-by-order}. */
    Bytes inHistory() {
        return inHistory(view, bytes.get());
    }

    /** The key in {@code history-by-order} of what is about that kind, or null where no order is meant. */
    static @Nullable Bytes inHistory(EventKind kind, byte[] key) {
        return switch (kind) {
            case PAYMENT -> inHistory(View.ORDERS, key);
            case PAYOUT -> inHistory(View.PAYOUTS, key);
            case BALANCE, UNSPECIFIED -> null;
        };
    }

    private static Bytes inHistory(View view, byte[] key) {
        byte[] marked = new byte[key.length + 1];
        marked[0] = (byte) view.mark();
        System.arraycopy(key, 0, marked, 1, key.length);
        return Bytes.wrap(marked);
    }
}
