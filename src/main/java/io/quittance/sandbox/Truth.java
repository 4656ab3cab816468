package io.quittance.sandbox;

import io.quittance.events.ConflictKind;
import io.quittance.events.OrderStatus;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must have become of one order once all its messages have been acknowledged.
 *
 * @param status its state; null where nothing about it was ever to be believed, so that there is no row
 * @param settledMinor the one amount that it settles at, in fen; empty where it must not settle
 * @param conflicts the kinds of conflict that must be there
 * @param tolerated further kinds that may be there, because a message that was sent again meets a later state
 */
record Truth(
        Key key,
        @Nullable OrderStatus status,
        OptionalLong settledMinor,
        Set<ConflictKind> conflicts,
        Set<ConflictKind> tolerated) {

    /** What state and settle-once are kept by: a payout may have a payment's number. */
    record Key(Flow flow, String account, String order) {

        /** The key of the records in the topics. */
        String recordKey() {
            return account + "/" + order;
        }

        @Override
        public String toString() {
            return flow.path() + " " + recordKey();
        }
    }
}
