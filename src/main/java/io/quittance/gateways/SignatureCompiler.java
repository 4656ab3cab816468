package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.NameOrder;
import io.quittance.gateways.DialectDefinition.Recipe;
import io.quittance.gateways.DialectDefinition.Secret;
import io.quittance.gateways.DialectDefinition.SecretPlace;
import io.quittance.gateways.DialectDefinition.SignatureUse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns "this recipe over these fields" into a plan over slots. */
final class SignatureCompiler {
    private final Map<String, Recipe> recipes;
    private final Charset charset;
    private final Faults faults;

    SignatureCompiler(Map<String, Recipe> recipes, Charset charset, Faults faults) {
        this.recipes = recipes;
        this.charset = charset;
        this.faults = faults;
    }

    /** One entry of the signed text: a field by its key and slot, or the secret with no slot. */
    private record Entry(String name, int slot) {}

    /** {@code names} are the wire names by key, {@code slots} the slots by key. Null where there are faults. */
    @Nullable SignaturePlan compile(String pointer, SignatureUse use, Map<String, String> names, Map<String, Integer> slots) {
        Recipe recipe = recipes.get(use.recipe());
        if (recipe == null) {
            faults.addUnknown(pointer + "/recipe", "recipe", use.recipe(), recipes.keySet());
            return null;
        }
        Integer slot = slots.get(use.field());
        if (slot == null) {
            return null;
        }
        if (use.all()) {
            if (recipe.names() == NameOrder.LISTED) {
                faults.add(pointer + "/over", "all names can only be signed sorted; the recipe lists them");
            }
            return new SignaturePlan(
                    recipe, new SignedText(recipe, charset, null, new byte[0][]), slot, true, use.required());
        }
        List<Entry> entries = entries(pointer, use, recipe, names, slots);
        int[] order = entries.stream().mapToInt(Entry::slot).toArray();
        byte[][] labels = entries.stream()
                .map(entry -> (entry.name() + "=").getBytes(charset))
                .toArray(byte[][]::new);
        return new SignaturePlan(recipe, new SignedText(recipe, charset, order, labels), slot, false, use.required());
    }

    private List<Entry> entries(
            String pointer, SignatureUse use, Recipe recipe, Map<String, String> names, Map<String, Integer> slots) {
        Secret secret = recipe.secret();
        String parameter = secret != null && secret.as() == SecretPlace.PARAMETER ? secret.name() : null;
        List<Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < use.over().size(); i++) {
            String key = use.over().get(i);
            String at = pointer + "/over/" + i;
            if (!seen.add(key)) {
                faults.add(at, key + " is listed twice");
            }
            if (key.equals(use.field())) {
                faults.add(at, "a signature cannot cover itself");
            }
            if (key.equals(parameter) && !slots.containsKey(key)) {
                entries.add(new Entry(key, Fields.ABSENT));
                continue;
            }
            Integer slot = slots.get(key);
            String name = names.get(key);
            if (slot == null || name == null) {
                faults.addUnknown(at, "field", key, slots.keySet());
                continue;
            }
            if (name.equals(parameter)) {
                faults.add(at, "the secret is the parameter " + name + ", so a field of that name cannot be signed");
            }
            entries.add(new Entry(name, slot));
        }
        if (recipe.names() == NameOrder.SORTED) {
            if (parameter != null && !seen.contains(parameter)) {
                entries.add(new Entry(parameter, Fields.ABSENT));
            }
            entries.sort(
                    Comparator.comparing((Entry entry) -> entry.name().getBytes(charset), Arrays::compareUnsigned));
        } else if (parameter != null && !seen.contains(parameter)) {
            faults.add(pointer + "/over", "the secret is the parameter " + parameter + ": list it at its place");
        }
        return entries;
    }
}
