package io.quittance.events;

import io.quittance.events.UndecodableException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The Confluent wire format for one record class: a zero byte, the schema's id in 4 bytes, Avro binary. Thread-safe;
 * buffers, decoders and readers are kept per thread. A null is a null (a tombstone) both ways.
 */
public final class EventSerde<T extends SpecificRecord> implements Serde<T> {
    private static final byte MAGIC = 0;
    private static final byte MAGIC_OF_GUID_FRAMING = 1;
    private static final int PREFIX_LENGTH = 5;
    private static final byte[] NOTHING = {};
    private static final String HEADER_OF_GUID_FRAMING = "__value_schema_id";

    private final SchemaRegistry registry;
    private final Schema schema;
    private final SpecificData model;
    private final int id;
    private final RecordWriter writer;
    private final RecordReader reader;
    private final ThreadLocal<OpenBytes> buffers = ThreadLocal.withInitial(OpenBytes::new);
    private final ThreadLocal<Decoding<T>> decodings = ThreadLocal.withInitial(Decoding::new);

    /** A serde of that class, whose schema has that id at the registry; other ids are looked up when they are first read. */
    EventSerde(SchemaRegistry registry, Class<T> type, int id) {
        this.registry = registry;
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.id = id;
        this.writer = new RecordWriter(schema);
        this.reader = new RecordReader(schema, model);
    }

    /** The id of the schema that is written. */
    public int schemaId() {
        return id;
    }

    /** The record as bytes. */
    public byte[] toBytes(T value) {
        OpenBytes bytes = buffers.get();
        begin(bytes);
        append(value, bytes);
        return bytes.copy();
    }

    void begin(OpenBytes bytes) {
        bytes.restart(MAGIC, id);
    }

    void append(T value, OpenBytes bytes) {
        writer.write(value, bytes);
    }

    /**
     * The record in these bytes, whichever version of its schema wrote it.
     *
     * @throws UndecodableException where they are no such record
     * @throws RegistryException where a schema id is new to us and the registry cannot be asked
     */
    public T fromBytes(byte[] bytes) throws UndecodableException {
        Decoding<T> decoding = open(bytes);
        T value = next(decoding);
        if (hasNext(decoding)) {
            throw new UndecodableException(
                    Fault.TRAILING_BYTES,
                    "bytes left over after a whole " + schema.getName() + " of schema " + decoding.writerId);
        }
        return value;
    }

    /**
     * The records of an {@link EventBatch}, at least one, in the order in which they were added.
     *
     * @throws UndecodableException where the bytes are no such batch
     * @throws RegistryException where its schema id is new to us and the registry cannot be asked
     */
    public List<T> allFromBytes(byte[] bytes) throws UndecodableException {
        Decoding<T> decoding = open(bytes);
        List<T> values = new ArrayList<>();
        do {
            values.add(next(decoding));
        } while (hasNext(decoding));
        return values;
    }

    /** As {@link #fromBytes(byte[])}, and names the framing that carries its schema id in a header. */
    public T fromBytes(byte[] bytes, Headers headers) throws UndecodableException {
        if (headers.lastHeader(HEADER_OF_GUID_FRAMING) != null) {
            throw new UndecodableException(
                    Fault.NEWER_FRAMING,
                    "the schema id is in the header " + HEADER_OF_GUID_FRAMING + ": a newer framing, not read here");
        }
        return fromBytes(bytes);
    }

    @Override
    public Serializer<T> serializer() {
        return new EventSerializer();
    }

    @Override
    public Deserializer<T> deserializer() {
        return new EventDeserializer();
    }

    private static int schemaIdOf(byte[] bytes) throws UndecodableException {
        if (bytes.length > 0 && bytes[0] == MAGIC_OF_GUID_FRAMING) {
            throw new UndecodableException(
                    Fault.NEWER_FRAMING, "first byte 1: the newer framing with a GUID of 16 bytes, not read here");
        }
        if (bytes.length > 0 && bytes[0] != MAGIC) {
            throw new UndecodableException(
                    Fault.WRONG_MAGIC, "first byte " + (bytes[0] & 0xff) + " where 0 begins a record");
        }
        if (bytes.length < PREFIX_LENGTH) {
            throw new UndecodableException(
                    Fault.TOO_SHORT, bytes.length + " bytes, too short for the prefix of " + PREFIX_LENGTH);
        }
        return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    }

    private Decoding<T> open(byte[] bytes) throws UndecodableException {
        int writerId = schemaIdOf(bytes);
        Decoding<T> decoding = decodings.get();
        decoding.writerId = writerId;
        decoding.resolving = writerId == id ? null : resolvingReader(decoding, writerId);
        decoding.decoder = DecoderFactory.get()
                .binaryDecoder(bytes, PREFIX_LENGTH, bytes.length - PREFIX_LENGTH, decoding.decoder);
        return decoding;
    }

    private SpecificDatumReader<T> resolvingReader(Decoding<T> decoding, int writerId) throws UndecodableException {
        SpecificDatumReader<T> known = decoding.readers.get(writerId);
        if (known != null) {
            return known;
        }
        try {
            SpecificDatumReader<T> made = new SpecificDatumReader<>(registry.byId(writerId), schema, model);
            decoding.readers.put(writerId, made);
            return made;
        } catch (UnknownSchemaException e) {
            throw new UndecodableException(
                    Fault.UNKNOWN_SCHEMA, "schema id " + writerId + " is no Avro schema of the registry");
        }
    }

    @SuppressWarnings("unchecked") // the plan makes records of our schema, whose class is T
    private T next(Decoding<T> decoding) throws UndecodableException {
        SpecificDatumReader<T> resolving = decoding.resolving;
        try {
            return resolving == null ? (T) reader.read(decoding.decoder) : resolving.read(null, decoding.decoder);
        } catch (IOException | RuntimeException e) {
            throw wrongData(decoding, e);
        }
    }

    private boolean hasNext(Decoding<T> decoding) throws UndecodableException {
        try {
            return !decoding.decoder.isEnd();
        } catch (IOException e) {
            throw wrongData(decoding, e);
        }
    }

    /** Avro answers wrong data with whatever happens first: end of file, a bad index, a missing union branch. */
    private UndecodableException wrongData(Decoding<T> decoding, Exception e) {
        return new UndecodableException(
                Fault.WRONG_DATA,
                "not the Avro data of schema " + decoding.writerId + " as " + schema.getName() + ": " + e.getMessage());
    }

    /** Where a thread is in the bytes that it reads. */
    private static final class Decoding<T> {
        private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
        private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(NOTHING, null);
        private @Nullable SpecificDatumReader<T> resolving;
        private int writerId;
    }

    private final class EventSerializer implements Serializer<T> {
        @Override
        public byte @Nullable [] serialize(String topic, @Nullable T value) {
            return value == null ? null : toBytes(value);
        }
    }

    private final class EventDeserializer implements Deserializer<T> {
        @Override
        public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
            try {
                return bytes == null ? null : fromBytes(bytes);
            } catch (UndecodableException e) {
                throw new SerializationException(topic + ": " + e.getMessage(), e);
            }
        }

        @Override
        public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
            try {
                return bytes == null ? null : fromBytes(bytes, headers);
            } catch (UndecodableException e) {
                throw new SerializationException(topic + ": " + e.getMessage(), e);
            }
        }
    }
}
