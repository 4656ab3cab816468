package io.quittance.app;

/** A part of Quittance that a process may serve; any set of them runs in one process. */
enum Role {
    /** Takes callbacks and writes evidence. */
    EDGE,
    /** Decides, and answers queries. */
    TOPOLOGY,
    /** Asks the gateways what is due. */
    POLLER
}
