package io.quittance.gateways;

import org.jspecify.annotations.Nullable;

/**
 * What a verified message says, in our words. Amounts are in fen, times in epoch milliseconds UTC; null where the message does not say.
 *
 * @param order our order id; of an answer, the id that was asked for; blank for a balance
 * @param status of an order; {@code UNKNOWN} for placements, error answers and browser returns
 * @param amountField whether the message has a field for the paid amount at all (lianhe's queries have none)
 * @param paidMinor only in a paid report, and in any row of a statement that has an amount there
 * @param balanceMinor only in a balance answer that is no error answer
 * @param balanceAsOf the time of the question that a balance answers, where the answer repeats it
 * @param acceptance only in answers to placements
 * @param errorAnswer the gateway says that the question itself failed; it moves nothing
 * @param payUrl absolute http(s) URL for the payer, completed with the account's base URL
 * @param payUrlDropped the gateway sent a pay URL that is neither http(s) nor a path of its own
 */
public record Report(
        Kind kind,
        String order,
        ReportStatus status,
        @Nullable String gatewayOrder,
        @Nullable Long orderedMinor,
        @Nullable Long paidMinor,
        boolean amountField,
        @Nullable Long balanceMinor,
        @Nullable Long balanceAsOf,
        @Nullable Long paidAt,
        @Nullable String channel,
        @Nullable Acceptance acceptance,
        boolean errorAnswer,
        @Nullable String code,
        @Nullable String message,
        @Nullable String payUrl,
        boolean payUrlDropped,
        @Nullable String payPage) {

    /** The same where nothing can go by it: like an error answer it decides nothing, and there is nothing to go on with. */
    public Report undecided() {
        return new Report(
                kind,
                order,
                ReportStatus.UNKNOWN,
                null,
                null,
                null,
                amountField,
                null,
                null,
                null,
                null,
                acceptance == null ? null : Acceptance.UNDECIDED,
                true,
                code,
                message,
                null,
                false,
                null);
    }
}
