package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Field;
import io.quittance.gateways.DialectDefinition.Role;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of a gateway's statement: those that its dialect names, and those of them without which no row can be read. */
public final class StatementColumns {
    private static final Set<Role> MEANINGLESS = EnumSet.of(Role.TEXT, Role.FREE_TEXT);

    private final Set<String> named;
    private final List<String> needed;

    private StatementColumns(Set<String> named, List<String> needed) {
        this.named = named;
        this.needed = needed;
    }

    /** Needed is what has a meaning and what the status table looks at. */
    static StatementColumns of(Map<String, Field> fields, Set<String> tested) {
        List<String> needed = new ArrayList<>();
        fields.forEach((key, field) -> {
            if (tested.contains(key) || !MEANINGLESS.containsAll(field.roles())) {
                needed.add(field.name());
            }
        });
        Set<String> named = Set.copyOf(fields.values().stream().map(Field::name).toList());
        return new StatementColumns(named, List.copyOf(needed));
    }

    /** The columns that the statement must have. */
    public List<String> needed() {
        return needed;
    }

    /** What is wrong with the headings of a file, for people, or null. */
    public @Nullable String fault(byte[] headings, Charset charset) {
        String[] texts = CsvReader.headings(headings, charset);
        return texts == null
                ? "the headings cannot be read: a quote is not closed, stands inside a cell, or there are too many columns"
                : wrong(texts);
    }

    /** Which columns of the file, by their position, the dialect names; of unreadable headings none. */
    public boolean[] named(byte[] headings, Charset charset) {
        String[] texts = CsvReader.headings(headings, charset);
        boolean[] isNamed = new boolean[texts == null ? 0 : texts.length];
        for (int i = 0; texts != null && i < texts.length; i++) {
            isNamed[i] = named.contains(texts[i]);
        }
        return isNamed;
    }

    /** What is twice or missing, with the heading that was probably meant; a heading that is nothing like it is not told: it may be no heading. */
    @Nullable String wrong(String[] headings) {
        List<String> there = List.of(headings);
        for (String name : named) {
            if (there.indexOf(name) != there.lastIndexOf(name)) {
                return "two columns have the heading " + name;
            }
        }
        List<String> others =
                there.stream().filter(heading -> !named.contains(heading)).toList();
        String missing = needed.stream()
                .filter(name -> !there.contains(name))
                .map(name -> name + nearest(name, others))
                .collect(Collectors.joining(", nor "));
        return missing.isEmpty() ? null : "there is no column " + missing;
    }

    private static String nearest(String name, List<String> others) {
        return NearestName.within(Math.min(name.length() - 1, Math.max(2, name.length() / 2)), name, others)
                .map(heading -> " (the nearest heading is " + heading + ")")
                .orElse("");
    }
}
