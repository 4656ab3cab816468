package io.quittance.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads one YAML document with the line of every value. A message about it never quotes the text, which may hold secrets. */
final class YamlReader {
    private final Faults faults;

    YamlReader(Faults faults) {
        this.faults = faults;
    }

    /** The document's names and values; null, with a fault, where the text is not YAML or not names with values. */
    Yaml.@Nullable Mapping read(String text) {
        try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Yaml.Mapping(1, List.of());
            }
            Yaml root = value(parser);
            if (parser.nextToken() != null) {
                faults.add(line(parser), "a second YAML document begins here; one file holds one document");
                return null;
            }
            if (root instanceof Yaml.Mapping mapping) {
                return mapping;
            }
            faults.add(root.line(), "the file must hold names with values, such as \"http:\", not " + root.what());
            return null;
        } catch (JacksonException e) {
            faults.add(lineOf(e), "not YAML: " + problemOf(e));
            return null;
        }
    }

    private Yaml value(JsonParser parser) {
        int line = line(parser);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, line);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(parser, line);
        }
        if (((YAMLParser) parser).isCurrentAlias()) {
            faults.add(line, "aliases (*name) are not read here; write the value out");
        }
        return new Yaml.Scalar(line, token == JsonToken.VALUE_NULL ? null : parser.getString());
    }

    private Yaml.Mapping mapping(JsonParser parser, int line) {
        List<Yaml.Entry> entries = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            int nameLine = line(parser);
            parser.nextToken();
            Yaml.Entry entry = new Yaml.Entry(nameLine, name, value(parser));
            Integer before = seen.putIfAbsent(name, nameLine);
            if (before == null) {
                entries.add(entry);
            } else {
                faults.add(nameLine, "the name " + name + " is there twice, first on line " + before + "; keep one");
            }
        }
        return new Yaml.Mapping(line, entries);
    }

    private Yaml.Sequence sequence(JsonParser parser, int line) {
        List<Yaml> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Yaml.Sequence(line, items);
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static int lineOf(JacksonException e) {
        if (e.getCause() instanceof MarkedYamlEngineException marked) {
            return marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
        }
        return e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    }

    private static String problemOf(JacksonException e) {
        if (e.getCause() instanceof MarkedYamlEngineException marked) {
            String context = marked.getContext();
            return (context == null ? "" : context + ": ") + marked.getProblem();
        }
        return "a name must be a plain text, and a value one that YAML knows";
    }
}
