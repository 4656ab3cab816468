package io.quittance.sandbox;

import io.quittance.events.EventKind;

/** Which way the money went: in from a payer, or out to a bank account. */
enum Flow {
    PAYMENT("payment", EventKind.PAYMENT),
    PAYOUT("payout", EventKind.PAYOUT);

    private final String path;
    private final EventKind kind;

    Flow(String path, EventKind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** The last part of the callback's URL. */
    String path() {
        return path;
    }

    /** The kind under which the topics carry it. */
    EventKind kind() {
        return kind;
    }
}
