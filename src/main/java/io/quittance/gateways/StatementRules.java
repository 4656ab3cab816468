package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Body;
import io.quittance.gateways.DialectDefinition.Field;
import io.quittance.gateways.DialectDefinition.Inbound;
import io.quittance.gateways.DialectDefinition.Role;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a statement must be: rows of a file that somebody exported, which nobody signs, asks for or waits for an answer to. */
final class StatementRules {
    private static final Set<Role> ELSEWHERE = EnumSet.of(Role.BALANCE, Role.AS_OF, Role.PAY_URL, Role.PAY_PAGE);

    private final MessageType type;
    private final Inbound message;
    private final Faults faults;
    private final String pointer;

    StatementRules(MessageType type, Inbound message, Faults faults) {
        this.type = type;
        this.message = message;
        this.faults = faults;
        this.pointer = "/messages/" + type.wireName();
    }

    void check(Map<String, Field> fields) {
        boolean csv = message.body() == Body.CSV;
        if (!type.statement()) {
            refuse(csv, "/body", "csv is for statements alone");
            return;
        }
        refuse(!csv, "/body", "a statement is a file of comma-separated values: write csv");
        refuse(message.signature() != null, "/signature", "nobody signs a statement");
        refuse(!message.ack().isEmpty(), "/ack", "nobody waits for the acknowledgement of a statement");
        refuse(message.get(), "/methods", "a statement is handed in, no gateway sends it");
        refuse(message.wrapper() != null, "/wrapper", "a statement has columns and no JSON");
        refuse(message.prefixedOrder(), "/prefixedOrder", "only an answer may write the order so");
        fields.forEach((key, field) -> checkColumn("/fields/" + Faults.escaped(key), field));
    }

    private void checkColumn(String part, Field field) {
        refuse(field.at() != null, part, "a column has no place in JSON: leave out at");
        refuse(field.echo(), part, "a statement repeats no question: leave out echo");
        field.roles().stream()
                .filter(ELSEWHERE::contains)
                .forEach(role -> faults.add(pointer + part, "a statement has no " + word(role)));
        refuse(!field.name().equals(field.name().strip()), part, "blanks around a heading count for nothing");
    }

    private void refuse(boolean wrong, String part, String message) {
        if (wrong) {
            faults.add(pointer + part, message);
        }
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
