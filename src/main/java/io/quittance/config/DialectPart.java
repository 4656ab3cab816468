package io.quittance.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a dialect file that the schema has found well-shaped, seen through layers: what is written in the first stands instead
 * of what is written in the next ({@code sameAs}, variants).
 */
final class DialectPart {
    private final List<Yaml.Mapping> layers;

    DialectPart(List<Yaml.Mapping> layers) {
        this.layers = List.copyOf(layers);
    }

    static DialectPart of(Yaml.Mapping mapping) {
        return new DialectPart(List.of(mapping));
    }

    /** The value under that name in the first layer that has one, or null. */
    @Nullable Yaml value(String name) {
        for (Yaml.Mapping layer : layers) {
            Yaml.Entry entry = layer.find(name);
            if (entry != null) {
                return entry.value();
            }
        }
        return null;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(textOf(value(name)));
    }

    boolean flag(String name, boolean otherwise) {
        return text(name).map("true"::equals).orElse(otherwise);
    }

    int number(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    /** A word of the vocabulary, written in kebab-case. */
    <E extends Enum<E>> Optional<E> word(String name, Class<E> words) {
        return text(name).map(word -> wordOf(word, words));
    }

    static <E extends Enum<E>> E wordOf(String word, Class<E> words) {
        return Enum.valueOf(words, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** One text, or a list of them. */
    List<String> texts(String name) {
        return textsOf(value(name));
    }

    List<Yaml.Entry> entries(String name) {
        return value(name) instanceof Yaml.Mapping mapping ? mapping.entries() : List.of();
    }

    Optional<DialectPart> part(String name) {
        return value(name) instanceof Yaml.Mapping mapping ? Optional.of(of(mapping)) : Optional.empty();
    }

    /** A list of mappings. */
    List<DialectPart> parts(String name) {
        List<DialectPart> parts = new ArrayList<>();
        if (value(name) instanceof Yaml.Sequence sequence) {
            for (Yaml item : sequence.items()) {
                if (item instanceof Yaml.Mapping mapping) {
                    parts.add(of(mapping));
                }
            }
        }
        return parts;
    }

    Duration duration(String name) {
        return text(name).map(DialectPart::durationOf).orElse(Duration.ZERO);
    }

    /** A duration such as {@code 500ms}, {@code 30s}, {@code 1m} or {@code 2h}. */
    static Duration durationOf(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    static @Nullable String textOf(@Nullable Yaml value) {
        return value instanceof Yaml.Scalar scalar ? scalar.text() : null;
    }

    static List<String> textsOf(@Nullable Yaml value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Yaml.Sequence sequence) {
            sequence.items().forEach(item -> texts.addAll(textsOf(item)));
        } else if (value instanceof Yaml.Scalar scalar && scalar.text() != null) {
            texts.add(scalar.text());
        }
        return texts;
    }
}
