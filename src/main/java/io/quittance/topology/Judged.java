package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Received;
import io.quittance.events.RejectionReason;
import io.quittance.events.StatementEnd;
import io.quittance.gateways.Kind;
import io.quittance.topology.decisions.Evidence;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A record of {@code received} after it was asked whether it is to be believed. */
sealed interface Judged {

    /** Evidence that is believed: an order or payout is to be decided on. */
    record Believed(
            Received received,
            Kind kind,
            Account account,
            Evidence evidence,
            @Nullable String keyId) implements Judged {}

    /** Kept as received; it is about no order, or nothing to believe. */
    record Noted(
            Received received,
            OutcomeVerdict verdict,
            @Nullable String keyId) implements Judged {}

    /** A balance that is believed, in fen, of that time in epoch milliseconds. */
    record Reported(
            Received received,
            OutcomeVerdict verdict,
            Account account,
            @Nullable String keyId,
            long minor,
            long asOf) implements Judged {}

    /** The end of a statement whose lines have been handed in before it. */
    record Ended(Received received, Kind kind, Account account, StatementEnd end) implements Judged {}

    /** A message that is not believed. */
    record Disbelieved(Received received, OutcomeVerdict verdict, RejectionReason reason, String detail)
            implements Judged {}

    /** Bytes that are no record of ours. */
    record Unreadable(ByteBuffer bytes, String detail) implements Judged, Arrival {}
}
