package io.quittance.topology;

import io.quittance.events.Received;

/** A record of {@code received} after decoding. */
sealed interface Arrival permits Arrival.Decoded, Judged.Unreadable {

    /** One of our records. */
    record Decoded(Received received) implements Arrival {}
}
