package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Case;
import io.quittance.gateways.DialectDefinition.Condition;
import io.quittance.gateways.DialectDefinition.ErrorAnswer;
import io.quittance.gateways.DialectDefinition.Inbound;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the codes that speak of the balance must be: each the reason that some refused payout can have. */
final class RefusalRules {
    private final MessageType type;
    private final Inbound message;
    private final Faults faults;
    private final String pointer;

    RefusalRules(MessageType type, Inbound message, Faults faults) {
        this.type = type;
        this.message = message;
        this.faults = faults;
        this.pointer = "/messages/" + type.wireName() + "/insufficientBalance";
    }

    /** {@code codeKey} is the field that is the code, if one is. */
    void check(@Nullable String codeKey) {
        List<String> codes = message.insufficientBalance();
        if (codes.isEmpty()) {
            return;
        }
        if (type != MessageType.PAYOUT_RESPONSE) {
            faults.add(pointer, "only the answer to a payout can say so: it belongs in payout-response");
            return;
        }
        if (codeKey == null) {
            faults.add(pointer, "goes by the code, and no field is the code");
            return;
        }
        for (int i = 0; i < codes.size(); i++) {
            checkCode(pointer + "/" + i, codeKey, codes.get(i));
        }
    }

    private void checkCode(String at, String codeKey, String code) {
        if (isError(codeKey, code)) {
            faults.add(at, code + " makes an error answer, which refuses nothing; take it out of errorAnswer");
        } else if (!isRefused(codeKey, code)) {
            faults.addUnknown(at, "refused code", code, refused(codeKey));
        }
    }

    private boolean isError(String key, String value) {
        ErrorAnswer error = message.errorAnswer();
        if (error == null || !error.field().equals(key)) {
            return false;
        }
        return error.good().isEmpty()
                ? error.bad().contains(value)
                : !error.good().contains(value);
    }

    /** Whether acceptance can come to refused where that field has that value. */
    private boolean isRefused(String key, String value) {
        for (Case<Acceptance> line : message.acceptance()) {
            Condition condition = line.when().get(key);
            if (condition != null && condition.not() == condition.values().contains(value)) {
                continue;
            }
            if (line.is() == Acceptance.REFUSED) {
                return true;
            }
            if (line.when().keySet().stream().allMatch(key::equals)) {
                return false;
            }
        }
        return false;
    }

    /** The values of that field that acceptance names as refused. */
    private Set<String> refused(String key) {
        Set<String> values = new LinkedHashSet<>();
        for (Case<Acceptance> line : message.acceptance()) {
            Condition condition = line.when().get(key);
            if (line.is() == Acceptance.REFUSED && condition != null && !condition.not()) {
                values.addAll(condition.values());
            }
        }
        return values;
    }
}
