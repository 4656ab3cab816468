package io.quittance.topology.balances;

import io.quittance.events.EventSerde;
import io.quittance.events.UndecodableException;
import org.apache.avro.specific.SpecificRecord;

/** Reads what the join itself has written. */
final class Stored {
    private Stored() {}

    /**
     * The record in those bytes.
     *
     * @param what it is, for people
     * @throws IllegalStateException where the bytes are damaged
     */
    static <T extends SpecificRecord> T read(EventSerde<T> values, byte[] bytes, String what) {
        try {
            return values.fromBytes(bytes);
        } catch (UndecodableException e) {
            throw new IllegalStateException(
                    what + " in the store of the balance join is damaged: " + e.getMessage(), e);
        }
    }
}
