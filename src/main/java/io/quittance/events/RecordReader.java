package io.quittance.events;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData.InstanceSupplier;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RecordWriter} writes, by a plan that is made once from the schema, where the schema that wrote a record is the
 * very one that reads it: Avro's own reader resolves conversions and unions through several layers for every field, which was an
 * eighth of settling. Records of other versions are left to Avro, which knows how to resolve them.
 */
final class RecordReader {
    private static final int FEW = 16;

    private final Schema schema;
    private final InstanceSupplier instances;
    private final FieldReader[] fields;

    /** Reads one value of a known type. */
    private interface FieldReader {
        @Nullable Object read(BinaryDecoder in) throws IOException;
    }

    /**
     * A reader of records of that schema.
     *
     * @throws IllegalArgumentException where a field has a type that this reader does not know
     */
    RecordReader(Schema schema, SpecificData model) {
        this.schema = schema;
        this.instances = model.getNewRecordSupplier(schema);
        this.fields = schema.getFields().stream()
                .map(field -> reader(field.schema(), schema.getName() + "." + field.name(), model))
                .toArray(FieldReader[]::new);
    }

    SpecificRecord read(BinaryDecoder in) throws IOException {
        SpecificRecord record = (SpecificRecord) instances.newInstance(null, schema);
        for (int i = 0; i < fields.length; i++) {
            record.put(i, fields[i].read(in));
        }
        return record;
    }

    private static FieldReader reader(Schema schema, String place, SpecificData model) {
        return switch (schema.getType()) {
            case STRING -> BinaryDecoder::readString;
            case LONG -> longs(schema, place);
            case INT -> BinaryDecoder::readInt;
            case BOOLEAN -> BinaryDecoder::readBoolean;
            case BYTES -> in -> in.readBytes(null);
            case ENUM -> symbols(schema, model);
            case RECORD -> new RecordReader(schema, model)::read;
            case UNION -> optional(schema, place, model);
            case ARRAY -> array(reader(schema.getElementType(), place, model));
            case MAP -> map(reader(schema.getValueType(), place, model));
            case FIXED, FLOAT, DOUBLE, NULL -> throw unknown(schema, place);
        };
    }

    private static FieldReader longs(Schema schema, String place) {
        if (schema.getLogicalType() == null) {
            return BinaryDecoder::readLong;
        }
        if (schema.getLogicalType().equals(LogicalTypes.timestampMillis())) {
            return in -> Instant.ofEpochMilli(in.readLong());
        }
        throw unknown(schema, place);
    }

    private static FieldReader symbols(Schema schema, SpecificData model) {
        Object[] symbols = schema.getEnumSymbols().stream()
                .map(symbol -> model.createEnum(symbol, schema))
                .toArray();
        return in -> symbols[within(in.readEnum(), symbols.length)];
    }

    private static FieldReader optional(Schema union, String place, SpecificData model) {
        List<Schema> branches = union.getTypes();
        if (branches.size() != 2 || !union.isNullable()) {
            throw unknown(union, place);
        }
        int absent = branches.getFirst().getType() == Schema.Type.NULL ? 0 : 1;
        FieldReader other = reader(branches.get(1 - absent), place, model);
        return in -> within(in.readIndex(), 2) == absent ? null : other.read(in);
    }

    private static int within(int index, int count) {
        if (index < 0 || index >= count) {
            throw new AvroTypeException("index " + index + " where there are " + count);
        }
        return index;
    }

    private static FieldReader array(FieldReader elements) {
        return in -> {
            long count = in.readArrayStart();
            List<@Nullable Object> list = new ArrayList<>((int) Math.min(count, FEW));
            while (count > 0) {
                for (long i = 0; i < count; i++) {
                    list.add(elements.read(in));
                }
                count = in.arrayNext();
            }
            return list;
        };
    }

    private static FieldReader map(FieldReader values) {
        return in -> {
            long count = in.readMapStart();
            Map<String, @Nullable Object> map = new HashMap<>();
            while (count > 0) {
                for (long i = 0; i < count; i++) {
                    String key = in.readString();
                    map.put(key, values.read(in));
                }
                count = in.mapNext();
            }
            return map;
        };
    }

    private static IllegalArgumentException unknown(Schema schema, String place) {
        return new IllegalArgumentException(
                place + " has the type " + schema + ", which the reader of events does not know");
    }
}
