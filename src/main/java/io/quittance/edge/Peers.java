package io.quittance.edge;

import io.quittance.config.Network;
import io.quittance.events.Transport;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says who sent a request: the address at the other end or, where that is a trusted proxy, the right-most one that is not. */
final class Peers {
    private static final AttachmentKey<Peer> DIRECT = AttachmentKey.create(Peer.class);
    private static final int LONGEST_ADDRESS = 64;

    private final List<Network> trustedProxies;

    /** The sender of a request; {@code text} is its address as it is written down. */
    record Peer(InetAddress address, String text, Transport transport) {}

    Peers(List<Network> trustedProxies) {
        this.trustedProxies = List.copyOf(trustedProxies);
    }

    /** The sender of this request. */
    Peer of(HttpServerExchange exchange) {
        Peer direct = direct(exchange);
        if (!trusted(direct.address())) {
            return direct;
        }
        Transport transport = "https".equals(exchange.getRequestHeaders().getFirst(Headers.X_FORWARDED_PROTO))
                ? Transport.TLS
                : direct.transport();
        InetAddress sender = forwardedFor(exchange, direct.address());
        return sender.equals(direct.address())
                ? new Peer(sender, direct.text(), transport)
                : new Peer(sender, sender.getHostAddress(), transport == Transport.TLS ? transport : Transport.PLAIN);
    }

    private static Peer direct(HttpServerExchange exchange) {
        Peer known = exchange.getConnection().getAttachment(DIRECT);
        if (known != null) {
            return known;
        }
        InetAddress address = ((InetSocketAddress) exchange.getConnection().getPeerAddress()).getAddress();
        Transport transport = address.isLoopbackAddress() ? Transport.LOOPBACK : Transport.PLAIN;
        Peer peer = new Peer(address, address.getHostAddress(), transport);
        exchange.getConnection().putAttachment(DIRECT, peer);
        return peer;
    }

    private boolean trusted(InetAddress address) {
        for (Network network : trustedProxies) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Walks the hops from the right, as long as trusted proxies vouch for them; what cannot be read ends the walk. */
    private InetAddress forwardedFor(HttpServerExchange exchange, InetAddress direct) {
        HeaderValues values = exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR);
        InetAddress sender = direct;
        if (values == null) {
            return sender;
        }
        int hops = 0;
        for (int i = values.size() - 1; i >= 0; i--) {
            String value = values.get(i);
            int end = value.length();
            while (end >= 0 && hops++ < EdgeLimits.MAX_FORWARDED_HOPS) {
                int comma = value.lastIndexOf(',', end - 1);
                InetAddress hop = parsed(value.substring(comma + 1, end).strip());
                if (hop == null) {
                    return sender;
                }
                sender = hop;
                if (!trusted(hop)) {
                    return sender;
                }
                end = comma;
            }
        }
        return sender;
    }

    /** An address written as a literal, with or without a port; never a name, so that nothing is looked up. */
    private static @Nullable InetAddress parsed(String hop) {
        if (hop.isEmpty() || hop.length() > LONGEST_ADDRESS) {
            return null;
        }
        String literal = hop;
        int bracket = hop.indexOf(']');
        if (hop.charAt(0) == '[' && bracket > 0) {
            literal = hop.substring(1, bracket);
        } else if (hop.indexOf(':') == hop.lastIndexOf(':') && hop.indexOf(':') > 0) {
            literal = hop.substring(0, hop.indexOf(':'));
        }
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
