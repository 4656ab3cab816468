package io.quittance.config;

import java.net.InetAddress;

/** A network in CIDR notation, IPv4 or IPv6; a single address is a network of one. */
public record Network(InetAddress address, int prefixLength) {

    /** Whether the address lies in this network; an address of the other family never does. */
    public boolean contains(InetAddress candidate) {
        byte[] own = address.getAddress();
        byte[] other = candidate.getAddress();
        if (own.length != other.length) {
            return false;
        }
        int wholeBytes = prefixLength / 8;
        for (int i = 0; i < wholeBytes; i++) {
            if (own[i] != other[i]) {
                return false;
            }
        }
        int restBits = prefixLength % 8;
        if (restBits == 0) {
            return true;
        }
        int mask = 0xFF << (8 - restBits);
        return (own[wholeBytes] & mask) == (other[wholeBytes] & mask);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
