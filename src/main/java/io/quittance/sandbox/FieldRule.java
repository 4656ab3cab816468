package io.quittance.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a document says of one parameter of a request.
 *
 * @param most the longest value
 * @param inBytes whether that counts bytes of UTF-8 rather than characters
 */
record FieldRule(String name, boolean required, int most, boolean inBytes) {
    private static final int ANY_LENGTH = 4_096;

    static FieldRule required(String name) {
        return new FieldRule(name, true, ANY_LENGTH, false);
    }

    static FieldRule required(String name, int mostCharacters) {
        return new FieldRule(name, true, mostCharacters, false);
    }

    static FieldRule optional(String name) {
        return new FieldRule(name, false, ANY_LENGTH, false);
    }

    static FieldRule requiredBytes(String name, int most) {
        return new FieldRule(name, true, most, true);
    }

    static FieldRule optionalBytes(String name, int most) {
        return new FieldRule(name, false, most, true);
    }

    /** What is wrong with the parameters, in the words of a gateway; empty where nothing is. */
    static Optional<String> fault(List<FieldRule> rules, WebParameters parameters) {
        if (!parameters.readable()) {
            return Optional.of("参数格式错误");
        }
        return rules.stream().flatMap(rule -> rule.fault(parameters).stream()).findFirst();
    }

    private Optional<String> fault(WebParameters parameters) {
        String value = parameters.text(name);
        if (value.isEmpty() && required) {
            return Optional.of("缺少参数:" + name);
        }
        int length = inBytes ? value.getBytes(StandardCharsets.UTF_8).length : value.length();
        return length > most ? Optional.of("参数过长:" + name) : Optional.empty();
    }
}
