package io.quittance.edge;

import io.quittance.events.Transport;

/**
 * Who sent a request.
 *
 * @param peer the network address, behind trusted proxies the one that they name
 * @param transport what carried it
 */
public record Sender(String peer, Transport transport) {}
