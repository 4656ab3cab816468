package io.quittance.config;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quittance.gateways.DialectFault;
import io.quittance.gateways.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of dialect files; finds every fault of their shape, unknown names with the nearest known one. */
final class DialectSchema {
    private static final String RESOURCE = "/schemas/gateway.schema.json";
    private static final int MAX_SAFE_DIGITS = 9;

    private final Schema schema;

    DialectSchema() {
        try (InputStream file = DialectSchema.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException("The jar has no " + RESOURCE + "; build it again");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<DialectFault> faults(Yaml.Mapping root) {
        List<DialectFault> faults = new ArrayList<>();
        for (Error error : schema.validate(node(root))) {
            DialectFault fault = fault(error);
            if (!faults.contains(fault)) {
                faults.add(fault);
            }
        }
        return faults;
    }

    private DialectFault fault(Error error) {
        String pointer = error.getInstanceLocation().toString();
        String keyword = error.getKeyword() == null ? "" : error.getKeyword();
        String property = error.getProperty() == null ? "" : error.getProperty();
        return switch (keyword) {
            case "additionalProperties", "unevaluatedProperties" ->
                new DialectFault(
                        pointer + "/" + property, "there is no " + property + " here" + nearest(error, property));
            case "required" -> new DialectFault(pointer, property + " is missing");
            case "enum" -> new DialectFault(pointer, "is none of the words that may stand here" + words(error));
            case "const" ->
                new DialectFault(pointer, "is not the word that may stand here: " + plain(error.getSchemaNode()));
            case "pattern" -> new DialectFault(pointer, "does not look as it must: " + plain(error.getSchemaNode()));
            default -> new DialectFault(pointer, String.valueOf(error.getMessage()));
        };
    }

    private static String words(Error error) {
        JsonNode words = error.getSchemaNode();
        if (words == null || !words.isArray()) {
            return "";
        }
        List<String> known = new ArrayList<>();
        words.forEach(word -> known.add(word.asString()));
        String written = error.getInstanceNode() == null ? "" : plain(error.getInstanceNode());
        return ": " + String.join(", ", known)
                + NearestName.of(written, known)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("");
    }

    private String nearest(Error error, String property) {
        String location = error.getSchemaLocation().toString();
        String keyword = location.substring(location.indexOf('#') + 1);
        JsonNode properties = schema.getSchemaNode().at(keyword.substring(0, keyword.lastIndexOf('/')) + "/properties");
        return NearestName.of(property, properties.propertyNames())
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static String plain(@Nullable JsonNode node) {
        return node == null ? "" : node.asString();
    }

    private static JsonNode node(Yaml value) {
        return switch (value) {
            case Yaml.Mapping mapping -> {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                mapping.entries().forEach(entry -> node.set(entry.name(), node(entry.value())));
                yield node;
            }
            case Yaml.Sequence sequence -> {
                ArrayNode node = JsonNodeFactory.instance.arrayNode();
                sequence.items().forEach(item -> node.add(node(item)));
                yield node;
            }
            case Yaml.Scalar scalar -> scalar(scalar.text());
        };
    }

    private static JsonNode scalar(@Nullable String text) {
        if (text == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (text.equals("true") || text.equals("false")) {
            return JsonNodeFactory.instance.booleanNode(text.equals("true"));
        }
        return isInteger(text)
                ? JsonNodeFactory.instance.numberNode(Integer.parseInt(text))
                : JsonNodeFactory.instance.stringNode(text);
    }

    private static boolean isInteger(String text) {
        boolean plain = !text.isEmpty() && text.length() <= MAX_SAFE_DIGITS;
        for (int i = 0; plain && i < text.length(); i++) {
            plain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return plain && (text.length() == 1 || text.charAt(0) != '0');
    }
}
