package io.quittance.config;

import io.quittance.gateways.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One mapping of the settings, read by name. Whatever is wrong becomes a fault and the reading goes on; what was never asked
 * for is an unknown name, told by {@link #tellUnknownNames()}.
 */
final class Section {
    private static final int NAMES_WORTH_LISTING = 20;

    private final String path;
    private final Yaml.Mapping mapping;
    private final Scalars scalars;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(String path, Yaml.Mapping mapping, Scalars scalars) {
        this.path = path;
        this.mapping = mapping;
        this.scalars = scalars;
    }

    /** The value under that name, or empty where there is none or it is wrong. */
    <T> Optional<T> optional(String name, Values.Grammar<T> grammar) {
        return written(name).flatMap(entry -> scalars.read(pathOf(name), entry.value(), grammar));
    }

    /** The value under that name; that there is none is a fault. */
    <T> Optional<T> required(String name, Values.Grammar<T> grammar) {
        demand(name);
        return optional(name, grammar);
    }

    /** The secret under that name, which must be one whole reference; it is never shown. */
    Optional<String> secret(String name) {
        return written(name).flatMap(entry -> scalars.secret(pathOf(name), entry.value(), References::isReference));
    }

    /** The secret under that name; that there is none is a fault. */
    Optional<String> requiredSecret(String name) {
        demand(name);
        return secret(name);
    }

    /** The secret under that name, a longer text with a reference in it (a JAAS line, {@code user:password}). */
    Optional<String> composedSecret(String name) {
        return written(name).flatMap(entry -> scalars.secret(pathOf(name), entry.value(), References::holdsReference));
    }

    /** The values of a list, each by the grammar; empty where there is none. */
    <T> List<T> list(String name, Values.Grammar<T> grammar) {
        List<T> values = new ArrayList<>();
        int index = 0;
        for (Yaml item : items(name)) {
            scalars.read(pathOf(name) + "[" + index + "]", item, grammar).ifPresent(values::add);
            index++;
        }
        return List.copyOf(values);
    }

    /** The mappings of a list; empty where there is none. */
    List<Section> sections(String name) {
        List<Section> sections = new ArrayList<>();
        int index = 0;
        for (Yaml item : items(name)) {
            sections.add(sectionAt(pathOf(name) + "[" + index + "]", item));
            index++;
        }
        return sections;
    }

    /** The mapping under that name; an empty one where there is none. */
    Section section(String name) {
        return written(name)
                .map(entry -> sectionAt(pathOf(name), entry.value()))
                .orElseGet(() -> new Section(pathOf(name), new Yaml.Mapping(mapping.line(), List.of()), scalars));
    }

    /** The entry under that name as it was written, for values of more than one shape; empty where nothing is written. */
    Optional<Yaml.Entry> written(String name) {
        asked.add(name);
        Yaml.Entry entry = mapping.find(name);
        if (entry == null || (entry.value() instanceof Yaml.Scalar scalar && scalar.text() == null)) {
            return Optional.empty();
        }
        return Optional.of(entry);
    }

    /** The names that nobody has asked for, in the order of the file. */
    List<String> otherNames() {
        return mapping.entries().stream()
                .map(Yaml.Entry::name)
                .filter(name -> !asked.contains(name))
                .toList();
    }

    /** A fault of the value under that name, or of the whole section where the name is not there. */
    void fault(String name, String message) {
        Yaml.Entry entry = mapping.find(name);
        scalars.faults().add(entry == null ? mapping.line() : entry.line(), pathOf(name) + ": " + message);
    }

    /** Tells every name that was not asked for, with the nearest known one. */
    void tellUnknownNames() {
        String known = asked.size() <= NAMES_WORTH_LISTING ? " (known: " + String.join(", ", asked) + ")" : "";
        for (String name : otherNames()) {
            fault(
                    name,
                    "unknown name; the nearest known one is "
                            + NearestName.of(name, asked).orElse("none") + known);
        }
    }

    private void demand(String name) {
        if (written(name).isEmpty()) {
            fault(name, "is missing; it is required");
        }
    }

    private List<Yaml> items(String name) {
        return written(name)
                .map(entry -> scalars.items(pathOf(name), entry.value()))
                .orElse(List.of());
    }

    private Section sectionAt(String where, Yaml value) {
        if (value instanceof Yaml.Mapping found) {
            return new Section(where, found, scalars);
        }
        scalars.faults().add(value.line(), where + ": must be names with values, not " + value.what());
        return new Section(where, new Yaml.Mapping(value.line(), List.of()), scalars);
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
