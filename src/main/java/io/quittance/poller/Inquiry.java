package io.quittance.poller;

import io.quittance.events.EventKind;
import io.quittance.events.QueryDue;
import io.quittance.gateways.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Something to ask a gateway. Times are epoch milliseconds.
 *
 * @param order null for a balance
 * @param offset in {@code due}; -1 for a balance, which is in no topic
 */
record Inquiry(
        String id,
        EventKind kind,
        String account,
        @Nullable String order,
        MessageType request,
        MessageType response,
        long notBefore,
        long expiresAt,
        boolean last,
        boolean resend,
        long offset) {

    /** The question of a record of {@code due}; null where it is about nothing that can be asked. */
    static @Nullable Inquiry of(QueryDue due, long offset) {
        return switch (due.getKind()) {
            case PAYMENT -> of(due, offset, MessageType.PAYMENT_QUERY_REQUEST, MessageType.PAYMENT_QUERY_RESPONSE);
            case PAYOUT -> of(due, offset, MessageType.PAYOUT_QUERY_REQUEST, MessageType.PAYOUT_QUERY_RESPONSE);
            case BALANCE, UNSPECIFIED -> null;
        };
    }

    private static Inquiry of(QueryDue due, long offset, MessageType request, MessageType response) {
        return new Inquiry(
                due.getId(),
                due.getKind(),
                due.getAccount(),
                due.getOrder(),
                request,
                response,
                due.getNotBefore().toEpochMilli(),
                due.getExpiresAt().toEpochMilli(),
                due.getLast(),
                due.getResend(),
                offset);
    }

    /** The question what an account holds. */
    static Inquiry balance(String id, String account) {
        return new Inquiry(
                id,
                EventKind.BALANCE,
                account,
                null,
                MessageType.BALANCE_QUERY_REQUEST,
                MessageType.BALANCE_QUERY_RESPONSE,
                0,
                Long.MAX_VALUE,
                false,
                false,
                -1);
    }

    boolean isBalance() {
        return kind == EventKind.BALANCE;
    }

    /** What the gateway's limit is about: one order, one payout, or the account's balance. */
    String subject() {
        return kind + "/" + order;
    }

    /** The key of its records in {@code received}. */
    String key() {
        return order == null ? account : account + "/" + order;
    }
}
