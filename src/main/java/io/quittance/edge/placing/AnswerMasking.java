package io.quittance.edge.placing;

import io.quittance.gateways.DialectDefinition;
import io.quittance.gateways.DialectDefinition.Body;
import io.quittance.gateways.DialectDefinition.Condition;
import io.quittance.gateways.DialectDefinition.Field;
import io.quittance.gateways.DialectDefinition.Inbound;
import io.quittance.gateways.DialectDefinition.Role;
import io.quittance.gateways.MessageType;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Masks account numbers and names in what a gateway answered to a placement. In an answer of the dialect's form and charset, what the
 * dialect goes by stays as it was, since a payee may be called like a word of the answer; every other name and text is unescaped before
 * it is looked at. Gateways answer in other charsets than they document, too: a secret beyond ASCII, which can be no word of a dialect, is
 * looked for among the bytes as well, as {@link Masking#bytes} does, and so is every secret in an answer of another form.
 */
final class AnswerMasking {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<Role> WORDS_FOR_PEOPLE = EnumSet.of(Role.MESSAGE, Role.FREE_TEXT, Role.CODE, Role.TEXT);
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int FIRST_PLAIN = 0x20;
    private static final int FIRST_BEYOND_ASCII = 0x7f;

    private final Charset charset;
    private final List<String> secrets;
    /** The places, as JSON pointers, of what has a meaning of its own: it stays whatever it is. */
    private final Set<String> meant = new HashSet<>();

    /** The places of words for people and of codes, and the words there that decide something: those stay. */
    private final Map<String, Set<String>> words = new HashMap<>();

    private AnswerMasking(Inbound message, Charset charset, List<String> secrets) {
        this.charset = charset;
        this.secrets = secrets;
        message.fields().forEach((key, field) -> {
            if (!WORDS_FOR_PEOPLE.containsAll(field.roles())) {
                meant.addAll(places(message, field));
            } else {
                places(message, field).forEach(place -> words.put(place, words(message, key)));
            }
        });
        if (message.signature() != null) {
            meant.addAll(places(message, message.signature().field()));
        }
    }

    /** The bytes as they are kept: the very same array where there is nothing to mask. */
    static byte[] of(byte[] answer, DialectDefinition rules, MessageType type, List<String> secrets) {
        if (secrets.isEmpty()) {
            return answer;
        }
        Charset charset = Charset.forName(rules.charset());
        Inbound message = rules.inbound().get(type);
        // Before anything is decoded: rubbish that is quoted anew is not found any more.
        byte[] plain = Masking.bytes(answer, Masking.beyondAscii(secrets), charset);
        String text = decoded(plain, charset);
        if (message == null || text == null) {
            return Masking.bytes(plain, secrets, charset);
        }
        AnswerMasking masking = new AnswerMasking(message, charset, secrets);
        String masked = message.body() == Body.JSON ? masking.json(text) : masking.form(text);
        if (masked == null) {
            return Masking.bytes(plain, secrets, charset);
        }
        return masked.equals(text) ? plain : masked.getBytes(charset);
    }

    private static @Nullable String decoded(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Every name and text by itself; null where it is no JSON. A byte order mark may stand before it. */
    private @Nullable String json(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int taken = 0;
        int begin = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text.substring(begin))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.PROPERTY_NAME && token != JsonToken.VALUE_STRING && !token.isNumeric()) {
                    continue;
                }
                String place = parser.streamReadContext().pathAsPointer().toString();
                String said = parser.getString();
                String kept = token == JsonToken.PROPERTY_NAME ? name(place, said) : value(place, said);
                if (!kept.equals(said)) {
                    int start = begin + (int) parser.currentTokenLocation().getCharOffset();
                    masked.append(text, taken, start).append(quoted(kept));
                    taken = token.isNumeric() ? start + said.length() : endOfString(text, start);
                }
            }
        } catch (JacksonException e) {
            return null;
        }
        return masked.append(text, taken, text.length()).toString();
    }

    private String form(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = unescaped(equals < 0 ? pair : pair.substring(0, equals));
            String said = equals < 0 ? "" : unescaped(pair.substring(equals + 1));
            String keptName = name("/" + name, name);
            String kept = value("/" + name, said);
            boolean same = kept.equals(said) && keptName.equals(name);
            masked.append(masked.isEmpty() ? "" : "&")
                    .append(same ? pair : escaped(keptName) + (equals < 0 ? "" : "=" + escaped(kept)));
        }
        return masked.toString();
    }

    private String unescaped(String text) {
        try {
            return URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private String escaped(String text) {
        return URLEncoder.encode(text, charset).replace("%2A", "*");
    }

    private String name(String place, String name) {
        boolean declared = Stream.concat(meant.stream(), words.keySet().stream())
                .anyMatch(field -> field.equals(place) || field.startsWith(place + "/"));
        return declared ? name : Masking.text(name, secrets);
    }

    private String value(String place, String value) {
        boolean stays =
                meant.contains(place) || words.getOrDefault(place, Set.of()).contains(value);
        return stays ? value : Masking.text(value, secrets);
    }

    private static List<String> places(Inbound message, Field field) {
        return field.at() == null
                ? places(message, field.name())
                : List.of("/" + field.at().replace('.', '/'));
    }

    private static List<String> places(Inbound message, String name) {
        return message.wrapper() == null
                ? List.of("/" + name)
                : List.of("/" + name, "/" + message.wrapper() + "/" + name);
    }

    private static Set<String> words(Inbound message, String key) {
        Set<String> words = new HashSet<>();
        message.acceptance().forEach(line -> add(words, line.when().get(key)));
        message.status().forEach(line -> add(words, line.when().get(key)));
        add(words, message.ok().get(key));
        if (message.errorAnswer() != null && message.errorAnswer().field().equals(key)) {
            words.addAll(message.errorAnswer().good());
            words.addAll(message.errorAnswer().bad());
        }
        if (isCode(message, key)) {
            words.addAll(message.insufficientBalance());
        }
        return words;
    }

    private static boolean isCode(Inbound message, String key) {
        Field field = message.fields().get(key);
        return field != null && field.roles().contains(Role.CODE);
    }

    private static void add(Set<String> words, @Nullable Condition condition) {
        if (condition != null) {
            words.addAll(condition.values());
        }
    }

    /** Behind the closing quote of the string that begins there. */
    private static int endOfString(String json, int start) {
        int at = start + 1;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"' || next == '\\') {
                quoted.append('\\').append(next);
            } else if (next < FIRST_PLAIN || next >= FIRST_BEYOND_ASCII) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) next));
            } else {
                quoted.append(next);
            }
        }
        return quoted.append('"').toString();
    }
}
