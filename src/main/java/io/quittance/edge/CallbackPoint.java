package io.quittance.edge;

import io.quittance.config.Account;
import io.quittance.config.Network;
import io.quittance.events.EventKind;
import io.quittance.gateways.MessageType;
import java.net.InetAddress;

/**
 * Where the callbacks of one kind for one account come in, with everything about it that no message changes.
 *
 * @param ack the gateway's word of acknowledgement, maybe blank
 * @param acceptsGet whether this gateway may call back by GET
 */
@SuppressWarnings("ArrayRecordComponent")
record CallbackPoint(
        Account account, MessageType type, EventKind kind, byte[] ack, boolean acceptsGet, EdgeCounters.Tally tally) {

    /** The methods that are allowed, as the header has them. */
    String allow() {
        return acceptsGet ? "GET, POST" : "POST";
    }

    /** Whether the account takes callbacks from that address. */
    boolean lets(InetAddress peer) {
        if (account.allowFrom().isEmpty()) {
            return true;
        }
        for (Network network : account.allowFrom()) {
            if (network.contains(peer)) {
                return true;
            }
        }
        return false;
    }
}
