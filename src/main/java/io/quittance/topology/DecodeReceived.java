package io.quittance.topology;

import io.quittance.events.EventSerde;
import io.quittance.events.Received;
import io.quittance.events.UndecodableException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Step {@code decode-received}: bytes of {@code received} come in, readable records and unreadable ones go out; remembers nothing. */
final class DecodeReceived extends ContextualProcessor<byte[], byte[], String, Arrival> {
    static final String NAME = "decode-received";

    private final EventSerde<Received> serde;

    DecodeReceived(EventSerde<Received> serde) {
        this.serde = serde;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String key = text(record.key());
        Arrival arrival = key == null
                ? new Judged.Unreadable(bytes(record.value()), "the record has no key that is UTF-8 text")
                : arrival(record);
        String outKey = key == null ? placeOf(context().recordMetadata().orElse(null)) : key;
        context().forward(new Record<>(outKey, arrival, record.timestamp()));
    }

    private Arrival arrival(Record<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        if (value == null) {
            return new Judged.Unreadable(bytes(null), "the record has no value");
        }
        try {
            return new Arrival.Decoded(serde.fromBytes(value, record.headers()));
        } catch (UndecodableException e) {
            return new Judged.Unreadable(ByteBuffer.wrap(value), String.valueOf(e.getMessage()));
        }
    }

    /** Where the record's own key cannot be one, its place in the topic is. */
    private static String placeOf(@Nullable RecordMetadata place) {
        return place == null ? "?" : "?" + place.partition() + "-" + place.offset();
    }

    private static ByteBuffer bytes(byte @Nullable [] value) {
        return value == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(value);
    }

    private static @Nullable String text(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        String text = new String(key, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        return strictly(key);
    }

    private static @Nullable String strictly(byte[] key) {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(key));
            return text.toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
