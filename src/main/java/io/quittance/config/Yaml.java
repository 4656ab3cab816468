package io.quittance.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a YAML text holds, everything with its line (1 is the first). Scalars keep the text as it was written. */
sealed interface Yaml {
    /** The line on which it begins. */
    int line();

    /** What it is called in a message. */
    String what();

    /** A single value; its text is null where nothing is written. */
    record Scalar(int line, @Nullable String text) implements Yaml {
        @Override
        public String what() {
            return text == null ? "nothing" : "a single value";
        }

        @Override
        public String toString() {
            return "Scalar[line=" + line + "]";
        }
    }

    /** A list. */
    record Sequence(int line, List<Yaml> items) implements Yaml {
        @Override
        public String what() {
            return "a list";
        }
    }

    /** Names with values, in the order of the file; each name once. */
    record Mapping(int line, List<Entry> entries) implements Yaml {
        @Override
        public String what() {
            return "names with values";
        }

        /** The value under that name, or null. */
        @Nullable Entry find(String name) {
            for (Entry entry : entries) {
                if (entry.name().equals(name)) {
                    return entry;
                }
            }
            return null;
        }
    }

    /** One name of a mapping. */
    record Entry(int line, String name, Yaml value) {}
}
