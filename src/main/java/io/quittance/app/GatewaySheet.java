package io.quittance.app;

import io.quittance.gateways.Dialect;
import io.quittance.gateways.DialectDefinition;
import io.quittance.gateways.DialectDefinition.Field;
import io.quittance.gateways.DialectDefinition.Inbound;
import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.DialectDefinition.Recipe;
import io.quittance.gateways.DialectDefinition.RequestField;
import io.quittance.gateways.DialectDefinition.SignatureUse;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One gateway for people: what it sends, what we send, and how both are signed. */
final class GatewaySheet {
    private final Dialect dialect;

    GatewaySheet(Dialect dialect) {
        this.dialect = dialect;
    }

    void print(PrintWriter out) {
        for (DialectDefinition definition : dialect.definitions()) {
            out.println(definition.gateway() + "  " + definition.title());
            if (definition.from() != Long.MIN_VALUE) {
                out.println("  from         " + Instant.ofEpochMilli(definition.from()));
            }
            out.println("  charset      " + definition.charset());
            out.println("  amounts in   " + word(definition.units()));
            out.println("  credentials  " + String.join(", ", dialect.credentialNames()));
            definition.recipes().forEach((name, recipe) -> out.println("  recipe " + name + ": " + recipe(recipe)));
            definition.inbound().forEach((type, message) -> print(out, type.wireName(), message));
            definition.outbound().forEach((type, message) -> print(out, type.wireName(), message));
        }
    }

    private static String recipe(Recipe recipe) {
        String text = word(recipe.names()) + " names, blanks " + word(recipe.blanks());
        DialectDefinition.Secret secret = recipe.secret();
        if (secret != null) {
            text += ", " + secret.credential() + " as " + word(secret.as());
        }
        text += ", " + word(recipe.digest()) + " as " + word(recipe.written());
        DialectDefinition.Rsa rsa = recipe.rsa();
        return rsa == null ? text : text + ", " + word(rsa.algorithm()) + " over the " + word(rsa.over());
    }

    private static void print(PrintWriter out, String name, Inbound message) {
        out.println();
        out.println("  " + name + "  " + word(message.body()) + (message.get() ? ", also by GET" : "")
                + ack(name, message));
        message.fields().forEach((key, field) -> out.println("    " + pad(key) + meaning(field)));
        printSignature(out, message.signature());
    }

    private static String ack(String name, Inbound message) {
        if (!name.endsWith("callback")) {
            return "";
        }
        return message.ack().isEmpty() ? ", acknowledged by any 2xx" : ", acknowledged by " + message.ack();
    }

    private static String meaning(Field field) {
        String roles = field.roles().stream().map(GatewaySheet::word).collect(Collectors.joining(", "));
        return field.at() == null ? roles : roles + " (at " + field.at() + ")";
    }

    private static void print(PrintWriter out, String name, Outbound message) {
        out.println();
        out.println("  " + name + "  " + message.method() + " " + message.path() + ", " + word(message.body()));
        message.fields().forEach((key, field) -> out.println("    " + pad(key) + meaning(field)));
        printSignature(out, message.signature());
    }

    private static String meaning(RequestField field) {
        String text =
                word(field.role()) + (field.required() ? "" : ", optional") + (field.unsigned() ? ", unsigned" : "");
        text += field.maxChars() > 0 ? ", at most " + field.maxChars() + " characters" : "";
        return field.maxBytes() > 0 ? text + ", at most " + field.maxBytes() + " bytes" : text;
    }

    private static void printSignature(PrintWriter out, @Nullable SignatureUse use) {
        if (use == null) {
            out.println("    not signed");
            return;
        }
        String over = use.all() ? "all names" : String.join(", ", use.over());
        out.println("    " + pad(use.field()) + "signature " + use.recipe() + " over " + over
                + (use.required() ? "" : ", if it is there"));
    }

    private static String pad(String name) {
        return name.length() >= 20 ? name + " " : name + " ".repeat(20 - name.length());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
