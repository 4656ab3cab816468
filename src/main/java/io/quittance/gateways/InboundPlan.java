package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Body;
import io.quittance.gateways.DialectDefinition.Unit;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message of the gateway, compiled: every name is a slot.
 *
 * @param columns of a statement; of other messages nobody asks for them
 * @param absolute slots whose place in JSON does not depend on the wrapper
 * @param plain slots that are signed and not free text: no delimiter may stand in their values
 * @param unsigned slots that a signature over all names leaves out
 * @param free slots that are free text and may hold delimiters
 * @param plainNames the names of the plain slots, to see what a free text imitates
 * @param insufficientBalance the codes that refuse a payout because the account's balance does not suffice
 */
@SuppressWarnings("ArrayRecordComponent")
record InboundPlan(
        MessageType type,
        Charset charset,
        Body body,
        boolean get,
        String ack,
        NameTable names,
        JsonPlan json,
        StatementColumns columns,
        boolean[] absolute,
        Roles roles,
        @Nullable SignaturePlan signature,
        boolean[] plain,
        int[] unsigned,
        int[] free,
        NameTable plainNames,
        int[] plainSlots,
        List<Match<ReportStatus>> status,
        List<Match<Acceptance>> acceptance,
        Match<Boolean> ok,
        @Nullable ErrorTest error,
        boolean prefixedOrder,
        Set<String> insufficientBalance,
        Times times) {

    /** The slot of each meaning, {@link Fields#ABSENT} where the message has none; several where a meaning is repeated. */
    record Roles(
            int merchant,
            boolean merchantEcho,
            int order,
            int gatewayOrder,
            int ordered,
            Unit orderedUnit,
            int paid,
            Unit paidUnit,
            int balance,
            Unit balanceUnit,
            int asOf,
            int paidAt,
            int channel,
            int code,
            int message,
            int payUrl,
            int payPage) {}

    /** One line of a table over slots. */
    record Match<T>(List<Test> tests, T is) {
        boolean holds(Fields fields) {
            for (Test test : tests) {
                if (!test.holds(fields)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One condition over a slot; a blank value meets none, except the value blank. */
    record Test(int slot, boolean not, List<byte[]> values) {
        boolean holds(Fields fields) {
            if (fields.isBlank(slot)) {
                return false;
            }
            return not != isOneOf(fields, slot, values);
        }
    }

    /** How an answer says that the question failed. */
    record ErrorTest(int slot, List<byte[]> good, List<byte[]> bad, boolean whenAbsent) {
        boolean says(Fields fields) {
            if (fields.isBlank(slot)) {
                return whenAbsent;
            }
            return good.isEmpty() ? isOneOf(fields, slot, bad) : !isOneOf(fields, slot, good);
        }
    }

    private static boolean isOneOf(Fields fields, int slot, List<byte[]> values) {
        int pair = fields.pair(slot);
        for (byte[] value : values) {
            if (fields.valueIs(pair, value)) {
                return true;
            }
        }
        return false;
    }

    /** What the first line that holds says, or null. */
    static <T> @Nullable T first(List<Match<T>> table, Fields fields) {
        for (Match<T> match : table) {
            if (match.holds(fields)) {
                return match.is();
            }
        }
        return null;
    }

    /** Whether it answers a question or a placement, so that an order was asked for. */
    boolean isAnswer() {
        return switch (type) {
            case PAYMENT_QUERY_RESPONSE, PAYOUT_QUERY_RESPONSE, PAYMENT_RESPONSE, PAYOUT_RESPONSE -> true;
            case PAYMENT_CALLBACK, PAYOUT_CALLBACK, BROWSER_RETURN, BALANCE_QUERY_RESPONSE -> false;
            case PAYMENT_STATEMENT, PAYOUT_STATEMENT -> false;
            case PAYMENT_REQUEST, PAYMENT_PAGE, PAYOUT_REQUEST -> false;
            case PAYMENT_QUERY_REQUEST, PAYOUT_QUERY_REQUEST, BALANCE_QUERY_REQUEST -> false;
        };
    }

    /** Whether it answers a placement, which may leave out the order. */
    boolean isPlacementAnswer() {
        return type == MessageType.PAYMENT_RESPONSE || type == MessageType.PAYOUT_RESPONSE;
    }
}
