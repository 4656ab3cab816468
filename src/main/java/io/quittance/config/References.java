package io.quittance.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Puts in what {@code ${env:NAME}} and {@code ${file:PATH}} stand for. A file's one trailing line end is dropped; its path
 * is relative to the settings file. What was put in is not read for references again.
 */
final class References {
    private static final int MAX_FILE_BYTES = 65_536;
    private static final String FORMS = "write ${env:NAME} or ${file:PATH}";

    private final Path base;
    private final Map<String, String> environment;

    References(Path base, Map<String, String> environment) {
        this.base = base;
        this.environment = environment;
    }

    /** Whether the whole text is one reference. */
    static boolean isReference(String text) {
        return text.startsWith("${") && text.indexOf('}') == text.length() - 1;
    }

    /** Whether there is a reference anywhere in the text. */
    static boolean holdsReference(String text) {
        return text.contains("${");
    }

    /** The text with every reference replaced; throws {@link IllegalArgumentException} saying which one has no value. */
    String resolve(String text) {
        if (!holdsReference(text)) {
            return text;
        }
        StringBuilder resolved = new StringBuilder();
        int position = 0;
        int start = text.indexOf("${");
        while (start >= 0) {
            int end = text.indexOf('}', start);
            if (end < 0) {
                throw new IllegalArgumentException("a \"${\" is not closed; " + FORMS);
            }
            resolved.append(text, position, start).append(valueOf(text.substring(start + 2, end)));
            position = end + 1;
            start = text.indexOf("${", position);
        }
        return resolved.append(text, position, text.length()).toString();
    }

    private String valueOf(String reference) {
        if (reference.startsWith("env:")) {
            return fromEnvironment(reference.substring("env:".length()));
        }
        if (reference.startsWith("file:")) {
            return fromFile(reference.substring("file:".length()));
        }
        throw new IllegalArgumentException("a \"${…}\" in it is no reference that is known; " + FORMS);
    }

    private String fromEnvironment(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set; set it");
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is blank; give it a value");
        }
        return value;
    }

    private String fromFile(String name) {
        try {
            Path path = base.resolve(name);
            if (Files.size(path) > MAX_FILE_BYTES) {
                throw new IllegalArgumentException(
                        "the file " + name + " has more than " + MAX_FILE_BYTES + " bytes; name the right one");
            }
            String value = withoutLineEnd(Files.readString(path));
            if (value.isBlank()) {
                throw new IllegalArgumentException("the file " + name + " is blank; put the value into it");
            }
            return value;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the file " + name + " is not UTF-8 text; name the right one", e);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the file " + name + " cannot be read (looked for at "
                            + base.resolve("").toAbsolutePath() + ")",
                    e);
        }
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
