package io.quittance.events;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one generated class as Avro's own writer does, byte for byte, by a plan that is made once from the schema:
 * that one looks up conversions and branches of unions by name for every field of every record, which was the largest part of
 * encoding. It knows the types that our schemas use and refuses a schema with any other when it is made.
 */
final class RecordWriter {
    /** Arrays and maps are written in blocks, each behind the number of its items; none ends them. */
    private static final int END_OF_BLOCKS = 0;

    private final FieldWriter[] fields;

    /** Writes one value of a known type. */
    private interface FieldWriter {
        void write(Object value, OpenBytes out);
    }

    /**
     * A writer of records of that schema.
     *
     * @throws IllegalArgumentException where a field has a type that this writer does not know
     */
    RecordWriter(Schema schema) {
        fields = schema.getFields().stream()
                .map(field -> writer(field.schema(), schema.getName() + "." + field.name()))
                .toArray(FieldWriter[]::new);
    }

    void write(SpecificRecord record, OpenBytes out) {
        for (int i = 0; i < fields.length; i++) {
            fields[i].write(record.get(i), out);
        }
    }

    private static FieldWriter writer(Schema schema, String place) {
        return switch (schema.getType()) {
            case STRING -> (value, out) -> out.writeString((String) value);
            case LONG -> longs(schema, place);
            case INT -> (value, out) -> out.writeNumber((Integer) value);
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
            case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) value);
            case ENUM -> (value, out) -> out.writeNumber(place((Enum<?>) value));
            case RECORD -> {
                RecordWriter nested = new RecordWriter(schema);
                yield (value, out) -> nested.write((SpecificRecord) value, out);
            }
            case UNION -> optional(schema, place);
            case ARRAY -> array(writer(schema.getElementType(), place));
            case MAP -> map(writer(schema.getValueType(), place));
            case FIXED, FLOAT, DOUBLE, NULL -> throw unknown(schema, place);
        };
    }

    /** Avro writes the place of a symbol in its schema, in whose order the generated enum has them. */
    @SuppressWarnings("EnumOrdinal")
    private static int place(Enum<?> symbol) {
        return symbol.ordinal();
    }

    private static FieldWriter longs(Schema schema, String place) {
        if (schema.getLogicalType() == null) {
            return (value, out) -> out.writeNumber((Long) value);
        }
        if (schema.getLogicalType().equals(LogicalTypes.timestampMillis())) {
            return (value, out) -> out.writeNumber(((Instant) value).toEpochMilli());
        }
        throw unknown(schema, place);
    }

    /** A union of null and one other type; none of our schemas has another. */
    private static FieldWriter optional(Schema union, String place) {
        List<Schema> branches = union.getTypes();
        if (branches.size() != 2 || !union.isNullable()) {
            throw unknown(union, place);
        }
        int absent = branches.getFirst().getType() == Schema.Type.NULL ? 0 : 1;
        int present = 1 - absent;
        FieldWriter other = writer(branches.get(present), place);
        return (value, out) -> {
            if (value == null) {
                out.writeNumber(absent);
                return;
            }
            out.writeNumber(present);
            other.write(value, out);
        };
    }

    private static FieldWriter array(FieldWriter elements) {
        return (value, out) -> {
            Collection<?> list = (Collection<?>) value;
            if (!list.isEmpty()) {
                out.writeNumber(list.size());
                for (Object element : list) {
                    elements.write(element, out);
                }
            }
            out.writeNumber(END_OF_BLOCKS);
        };
    }

    private static FieldWriter map(FieldWriter values) {
        return (value, out) -> {
            Map<?, ?> map = (Map<?, ?>) value;
            if (!map.isEmpty()) {
                out.writeNumber(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.writeString((String) entry.getKey());
                    values.write(entry.getValue(), out);
                }
            }
            out.writeNumber(END_OF_BLOCKS);
        };
    }

    private static IllegalArgumentException unknown(Schema schema, String place) {
        return new IllegalArgumentException(
                place + " has the type " + schema + ", which the writer of events does not know");
    }
}
