package io.quittance.gateways;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON object into fields (gateways/README.md, rules 1 and 3): a number counts as its literal text, {@code null} as an absent
 * field; an object where a text is declared, a name that arrives twice or anything after the object makes it unreadable.
 */
final class JsonReader {
    private static final int MAX_DEPTH = 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final JsonFactory PLAIN = factory(false);
    private static final JsonFactory STRICT = factory(true);

    private final JsonParser parser;
    private final boolean all;
    private final Fields fields;
    private final Charset charset;
    private final BitSet seen;
    private byte[] text;
    private int length;
    private boolean unsignableTop;
    private boolean unsignableWrapped;

    private JsonReader(JsonParser parser, int bytes, int nodes, boolean all, Fields fields, Charset charset) {
        this.parser = parser;
        this.all = all;
        this.fields = fields;
        this.charset = charset;
        this.seen = new BitSet(nodes);
        this.text = new byte[bytes + 16];
    }

    /**
     * Fills the fields; {@code all} keeps undeclared texts at the top and in the wrapper too, and refuses every name that arrives twice.
     * Gives what stands in the way of a signature over all names, or null.
     */
    static @Nullable String read(byte[] body, JsonPlan plan, boolean all, Fields fields, Charset charset) {
        String json = Charsets.decode(body, body.length, charset);
        if (json == null) {
            fields.fail("the body is not " + charset);
            return null;
        }
        // PHP files that an editor saved with a byte order mark put it before all that they say; RFC 8259, section 8.1,
        // lets us
        // pass over it.
        String object = !json.isEmpty() && json.charAt(0) == BYTE_ORDER_MARK ? json.substring(1) : json;
        try (JsonParser parser = (all ? STRICT : PLAIN).createParser(ObjectReadContext.empty(), object)) {
            JsonReader reader = new JsonReader(parser, body.length, plan.nodes(), all, fields, charset);
            reader.document(plan);
            return reader.obstacle();
        } catch (JacksonException e) {
            fields.clear();
            fields.fail("the body is not JSON, or a name in it arrives twice");
            return null;
        }
    }

    private void document(JsonPlan plan) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            fields.fail("the body is not a JSON object");
            return;
        }
        object(plan.root(), Fields.TOP);
        if (fields.fault() == null && parser.nextToken() != null) {
            fields.fail("something follows the JSON object");
        }
        fields.text(text);
        fields.textLength(length);
    }

    private @Nullable String obstacle() {
        boolean unsignable = fields.isWrapped() ? unsignableWrapped : unsignableTop;
        return all && unsignable ? "an object or array among signed names" : null;
    }

    private void object(JsonPlan.Node node, int region) {
        while (fields.fault() == null && parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            JsonPlan.Node child = node.child(name);
            if (child != null && seen.get(child.id())) {
                fields.fail("the name " + name + " arrives twice");
                return;
            }
            if (child != null) {
                seen.set(child.id());
            }
            value(name, token, child, region);
        }
    }

    private void value(String name, JsonToken token, JsonPlan.@Nullable Node child, int region) {
        if (token == JsonToken.START_OBJECT && child != null && child.isInner()) {
            if (child.isWrapper()) {
                fields.wrap();
            }
            object(child, child.isWrapper() ? Fields.WRAPPED : Fields.NESTED);
        } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            structure(name, child, region);
        } else if (token != JsonToken.VALUE_NULL) {
            pair(name, child, region);
        }
    }

    private void structure(String name, JsonPlan.@Nullable Node child, int region) {
        if (child != null && child.slot() != Fields.ABSENT) {
            fields.fail("an object or array where the text " + name + " is declared");
            return;
        }
        unsignableTop |= region == Fields.TOP;
        unsignableWrapped |= region == Fields.WRAPPED;
        parser.skipChildren();
    }

    private void pair(String name, JsonPlan.@Nullable Node child, int region) {
        int slot = child == null ? Fields.ABSENT : child.slot();
        boolean kept = all && region != Fields.NESTED;
        if (slot == Fields.ABSENT && !kept) {
            fields.add(slot, false, region, 0, 0, 0, 0);
            return;
        }
        int nameStart = length;
        append(name);
        int nameEnd = length;
        append(parser.getString());
        fields.add(slot, kept, region, nameStart, nameEnd, nameEnd, length);
    }

    private void append(String value) {
        byte[] bytes = Charsets.encode(value, charset);
        if (bytes == null) {
            fields.fail("a text that " + charset + " cannot say");
            return;
        }
        if (length + bytes.length > text.length) {
            text = Arrays.copyOf(text, 2 * (length + bytes.length));
        }
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
    }

    private static JsonFactory factory(boolean strict) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .configure(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES, false)
                .build();
    }
}
