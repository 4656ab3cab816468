package io.quittance.queries;

import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/** Which instance keeps a row. */
sealed interface Owner {

    /** This one, in that partition. */
    record Here(int partition) implements Owner {}

    /** Another one, which takes queries at that address. */
    record There(HostInfo address) implements Owner {}

    /** None at the moment: the instances are agreeing anew on who keeps what. */
    record Nobody() implements Owner {}

    /** Asks the Streams instance, which knows all others of the application; {@code self} is this one's address. */
    static Owner of(KafkaStreams streams, HostInfo self, String store, Bytes key) {
        KeyQueryMetadata found;
        try {
            found = streams.queryMetadataForKey(store, key, new BytesSerializer());
        } catch (InvalidStateStoreException e) {
            return new Nobody();
        }
        if (found.equals(KeyQueryMetadata.NOT_AVAILABLE) || found.activeHost().equals(HostInfo.unavailable())) {
            return new Nobody();
        }
        if (found.activeHost().equals(self)) {
            return new Here(found.partition());
        }
        return new There(found.activeHost());
    }
}
