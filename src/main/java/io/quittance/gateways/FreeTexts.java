package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Field;
import io.quittance.gateways.DialectDefinition.Role;
import io.quittance.gateways.DialectDefinition.SignatureUse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which signed fields may hold delimiters. Only free texts that stand next to each other in the signed text may: with a plain field
 * between two of them, one text could be cut in two ways. Of several such runs the last one may, the others are held to the rule.
 */
final class FreeTexts {
    private final boolean[] plain;
    private final List<Integer> free = new ArrayList<>();
    private final List<byte[]> plainNames = new ArrayList<>();
    private final List<Integer> plainSlots = new ArrayList<>();

    FreeTexts(
            Map<String, Field> fields,
            Map<String, Integer> slots,
            @Nullable SignatureUse use,
            List<String> signedOrder,
            Charset charset) {
        this.plain = new boolean[fields.size()];
        if (use == null) {
            return;
        }
        List<String> run = lastRun(fields, signedOrder);
        for (String key : signedOrder) {
            int slot = slots.getOrDefault(key, 0);
            if (run.contains(key)) {
                free.add(slot);
                continue;
            }
            plain[slot] = true;
            plainSlots.add(slot);
            Field field = fields.get(key);
            plainNames.add((field == null ? key : field.name()).getBytes(charset));
        }
    }

    private static List<String> lastRun(Map<String, Field> fields, List<String> signedOrder) {
        List<String> run = new ArrayList<>();
        for (int i = signedOrder.size() - 1; i >= 0; i--) {
            Field field = fields.get(signedOrder.get(i));
            boolean isFree = field != null && field.roles().contains(Role.FREE_TEXT);
            if (isFree) {
                run.add(signedOrder.get(i));
            } else if (!run.isEmpty()) {
                break;
            }
        }
        return run;
    }

    boolean[] plain() {
        return plain;
    }

    int[] free() {
        return free.stream().mapToInt(Integer::intValue).toArray();
    }

    NameTable plainNames() {
        return new NameTable(plainNames);
    }

    int[] plainSlots() {
        return plainSlots.stream().mapToInt(Integer::intValue).toArray();
    }
}
