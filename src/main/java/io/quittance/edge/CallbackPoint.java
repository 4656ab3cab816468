package io.quittance.edge;

import io.quittance.config.Account;
import io.quittance.config.Network;
import io.quittance.events.EventKind;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.MessageType;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/**
 * Where the callbacks of one kind for one account come in. What its gateway's rules say of it may change from one time to another; times
 * are epoch milliseconds.
 */
record CallbackPoint(Account account, MessageType type, EventKind kind, EdgeCounters.Tally tally) {
    /** Whether the gateway sends such callbacks then. */
    boolean isThere(long now) {
        return dialect().hears(type, now);
    }

    /** The gateway's word of acknowledgement then, maybe blank. */
    byte[] ack(long now) {
        return dialect().ack(type, now).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether this gateway may call back by GET then. */
    boolean acceptsGet(long now) {
        return dialect().acceptsGet(type, now);
    }

    /** The methods that are allowed then, as the header has them. */
    String allow(long now) {
        return acceptsGet(now) ? "GET, POST" : "POST";
    }

    private Dialect dialect() {
        return account.gateway().dialect();
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
