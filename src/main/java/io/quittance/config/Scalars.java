package io.quittance.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads single values and lists of them: puts references in, applies the grammar, tells faults, and never shows a secret. */
final class Scalars {
    private final Faults faults;
    private final References references;
    private final boolean plainSecrets;

    /** A reader that accepts secrets in the clear only when told so. */
    Scalars(Faults faults, References references, boolean plainSecrets) {
        this.faults = faults;
        this.references = references;
        this.plainSecrets = plainSecrets;
    }

    Faults faults() {
        return faults;
    }

    /** The value, or empty with a fault. A message shows it as it was written, before references were put in. */
    <T> Optional<T> read(String where, Yaml value, Values.Grammar<T> grammar) {
        return written(where, value).flatMap(text -> {
            String shown = text.contains("@") || text.isBlank() ? "" : "\"" + text + "\" ";
            return resolved(where, value.line(), text)
                    .flatMap(resolved -> parsed(where + ": " + shown, value.line(), resolved, grammar));
        });
    }

    /** The secret, which counts as hidden by that rule over the text as written, or empty with a fault. */
    Optional<String> secret(String where, Yaml value, Predicate<String> hidden) {
        Optional<String> written = written(where, value);
        if (written.isPresent() && !plainSecrets && !hidden.test(written.get())) {
            faults.add(
                    value.line(),
                    where + ": a secret in the clear; write \"${env:NAME}\" or \"${file:PATH}\" (for tests only:"
                            + " unsafePlainSecrets: true)");
            return Optional.empty();
        }
        return written.flatMap(text -> resolved(where, value.line(), text))
                .flatMap(text -> parsed(where + ": ", value.line(), text, Values::text));
    }

    /** The items of a list, or none with a fault. */
    List<Yaml> items(String where, Yaml value) {
        if (value instanceof Yaml.Sequence sequence) {
            return sequence.items();
        }
        faults.add(value.line(), where + ": must be a list, [in brackets], not " + value.what());
        return List.of();
    }

    private Optional<String> written(String where, Yaml value) {
        if (value instanceof Yaml.Scalar scalar && scalar.text() != null) {
            return Optional.of(scalar.text());
        }
        faults.add(value.line(), where + ": must be a single value, not " + value.what());
        return Optional.empty();
    }

    private Optional<String> resolved(String where, int line, String text) {
        try {
            return Optional.of(references.resolve(text));
        } catch (IllegalArgumentException e) {
            faults.add(line, where + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private <T> Optional<T> parsed(String where, int line, String text, Values.Grammar<T> grammar) {
        try {
            return Optional.of(grammar.parse(text));
        } catch (IllegalArgumentException e) {
            faults.add(line, where + e.getMessage());
            return Optional.empty();
        }
    }
}
