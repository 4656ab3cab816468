package io.quittance.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What peers may make us keep without proving anything (DESIGN 8.6): units per account and peer, and per account for all peers, that
 * come back with time. A peer of IPv6 is its /64, which one sender has whole.
 */
final class UnverifiedBudget {
    private static final Rate OF_PEER =
            new Rate(EdgeLimits.UNVERIFIED_PEER_BURST, EdgeLimits.UNVERIFIED_PEER_PER_SECOND);
    private static final Rate OF_ACCOUNT =
            new Rate(EdgeLimits.UNVERIFIED_ACCOUNT_BURST, EdgeLimits.UNVERIFIED_ACCOUNT_PER_SECOND);
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private final Map<Sender, Bucket> peers = new Remembered();
    private final Map<String, Bucket> accounts = new HashMap<>();

    private record Sender(String account, InetAddress network) {}

    /** Takes what a message of that size costs, or takes nothing and says no; {@code now} as of {@link System#nanoTime()}. */
    synchronized boolean take(String account, InetAddress peer, int bytes, long now) {
        Bucket ofPeer = peers.computeIfAbsent(new Sender(account, network(peer)), key -> new Bucket(OF_PEER, now));
        Bucket ofAccount = accounts.computeIfAbsent(account, key -> new Bucket(OF_ACCOUNT, now));
        int units = 1 + bytes / EdgeLimits.UNVERIFIED_BYTES_PER_UNIT;
        if (!ofPeer.has(units, now) || !ofAccount.has(units, now)) {
            return false;
        }
        ofPeer.take(units, now);
        ofAccount.take(units, now);
        return true;
    }

    private static InetAddress network(InetAddress peer) {
        byte[] address = peer.getAddress();
        if (address.length < IPV6_BYTES) {
            return peer;
        }
        Arrays.fill(address, NETWORK_BYTES, IPV6_BYTES, (byte) 0);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    private record Rate(long capacityNanos, long unitNanos) {
        private static final long SECOND = 1_000_000_000L;

        Rate(int burst, int perSecond) {
            this(burst * (SECOND / perSecond), SECOND / perSecond);
        }
    }

    /** Kept as the time at which it would be full again, so that nothing needs to fill it. */
    private static final class Bucket {
        private final Rate rate;
        private long fullAt;

        Bucket(Rate rate, long now) {
            this.rate = rate;
            this.fullAt = now;
        }

        boolean has(int units, long now) {
            return missing(now) + units * rate.unitNanos() <= rate.capacityNanos();
        }

        void take(int units, long now) {
            fullAt = now + missing(now) + units * rate.unitNanos();
        }

        private long missing(long now) {
            return Math.max(0, fullAt - now);
        }
    }

    private static final class Remembered extends LinkedHashMap<Sender, Bucket> {
        private static final long serialVersionUID = 1L;

        Remembered() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sender, Bucket> eldest) {
            return size() > EdgeLimits.MAX_REMEMBERED_PEERS;
        }
    }
}
