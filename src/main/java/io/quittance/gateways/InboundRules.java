package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Body;
import io.quittance.gateways.DialectDefinition.ErrorAnswer;
import io.quittance.gateways.DialectDefinition.Field;
import io.quittance.gateways.DialectDefinition.Inbound;
import io.quittance.gateways.DialectDefinition.Role;
import io.quittance.gateways.DialectDefinition.SignatureUse;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a message of the gateway must say to be safe to believe. */
final class InboundRules {
    private static final Set<Role> REPEATABLE = Set.of(Role.TEXT, Role.FREE_TEXT);

    private static final Set<MessageType> ANSWERS = EnumSet.of(
            MessageType.PAYMENT_QUERY_RESPONSE,
            MessageType.PAYOUT_QUERY_RESPONSE,
            MessageType.BALANCE_QUERY_RESPONSE,
            MessageType.PAYMENT_RESPONSE,
            MessageType.PAYOUT_RESPONSE);

    private final MessageType type;
    private final Inbound message;
    private final Faults faults;
    private final String pointer;

    InboundRules(MessageType type, Inbound message, Faults faults) {
        this.type = type;
        this.message = message;
        this.faults = faults;
        this.pointer = "/messages/" + type.wireName();
    }

    void check(Map<String, Field> fields) {
        Map<Role, String> holders = new EnumMap<>(Role.class);
        Set<String> names = new HashSet<>();
        fields.forEach((key, field) -> {
            for (Role role : field.roles()) {
                String other = REPEATABLE.contains(role) ? null : holders.put(role, key);
                if (other != null) {
                    fault("/fields/" + Faults.escaped(key), other + " has the same meaning");
                }
            }
            if (!names.add(field.name()) && message.body() != Body.JSON) {
                fault("/fields/" + Faults.escaped(key), "two fields have the name " + field.name());
            }
        });
        checkNeeds(holders);
        checkSignature(fields, holders);
        checkErrorAnswer();
        new RefusalRules(type, message, faults).check(holders.get(Role.CODE));
        new StatementRules(type, message, faults).check(fields);
    }

    private void checkNeeds(Map<Role, String> holders) {
        switch (type) {
            case PAYMENT_CALLBACK, PAYOUT_CALLBACK -> {
                need(holders, Role.ORDER);
                needTable();
                needSignature();
            }
            case PAYMENT_QUERY_RESPONSE, PAYOUT_QUERY_RESPONSE -> {
                need(holders, Role.ORDER);
                needTable();
            }
            case PAYMENT_STATEMENT, PAYOUT_STATEMENT -> {
                need(holders, Role.ORDER);
                needTable();
            }
            case BROWSER_RETURN -> need(holders, Role.ORDER);
            case BALANCE_QUERY_RESPONSE -> need(holders, Role.BALANCE);
            case PAYMENT_RESPONSE, PAYOUT_RESPONSE -> {
                if (message.acceptance().isEmpty()) {
                    fault("", "an answer to a placement needs acceptance");
                }
            }
            case PAYMENT_REQUEST, PAYMENT_PAGE, PAYOUT_REQUEST -> fault("", "is a request");
            case PAYMENT_QUERY_REQUEST, PAYOUT_QUERY_REQUEST, BALANCE_QUERY_REQUEST -> fault("", "is a request");
        }
    }

    private void need(Map<Role, String> holders, Role role) {
        if (!holders.containsKey(role)) {
            fault("/fields", "no field is the " + role.name().toLowerCase(Locale.ROOT));
        }
    }

    private void needTable() {
        if (message.status().isEmpty()) {
            fault("", "no status: write a table, or the one status that its arrival means");
        }
    }

    private void needSignature() {
        SignatureUse use = message.signature();
        if (use == null || !use.required()) {
            fault("/signature", "a callback must be signed: anybody can post one");
        }
    }

    /** What moves belief must be covered by the signature. */
    private void checkSignature(Map<String, Field> fields, Map<Role, String> holders) {
        SignatureUse use = message.signature();
        if (use == null) {
            return;
        }
        fields.forEach((key, field) -> {
            if (field.unsigned() && use.over().contains(key)) {
                fault("/fields/" + Faults.escaped(key), "is unsigned and signed");
            }
        });
        Set<String> believed = new LinkedHashSet<>(InboundCompiler.tested(message.status()));
        for (Role role : new Role[] {Role.ORDER, Role.ORDERED, Role.PAID, Role.BALANCE}) {
            if (holders.containsKey(role)) {
                believed.add(holders.get(role));
            }
        }
        for (String key : believed) {
            Field field = fields.get(key);
            if (field == null) {
                continue;
            }
            boolean signed =
                    use.all() ? isAtTop(field) && !field.unsigned() : use.over().contains(key);
            if (!signed) {
                fault("/fields/" + Faults.escaped(key), "is believed but not signed");
            }
        }
    }

    private boolean isAtTop(Field field) {
        String at = field.at();
        return at == null || (message.wrapper() == null && at.indexOf('.') < 0);
    }

    private void checkErrorAnswer() {
        ErrorAnswer error = message.errorAnswer();
        if (error == null) {
            return;
        }
        if (!ANSWERS.contains(type)) {
            fault("/errorAnswer", "only an answer to a question can be an error answer");
        }
        if (error.good().isEmpty() == error.bad().isEmpty()) {
            fault("/errorAnswer", "needs good values or bad ones, not both");
        }
    }

    private void fault(String part, String message) {
        faults.add(pointer + part, message);
    }
}
