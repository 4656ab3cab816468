package io.quittance.gateways;

import io.quittance.gateways.DialectDefinition.Blanks;
import io.quittance.gateways.DialectDefinition.Body;
import io.quittance.gateways.DialectDefinition.Case;
import io.quittance.gateways.DialectDefinition.Condition;
import io.quittance.gateways.DialectDefinition.CredentialKind;
import io.quittance.gateways.DialectDefinition.DigestText;
import io.quittance.gateways.DialectDefinition.Field;
import io.quittance.gateways.DialectDefinition.Inbound;
import io.quittance.gateways.DialectDefinition.NameOrder;
import io.quittance.gateways.DialectDefinition.Pacing;
import io.quittance.gateways.DialectDefinition.Recipe;
import io.quittance.gateways.DialectDefinition.Role;
import io.quittance.gateways.DialectDefinition.Secret;
import io.quittance.gateways.DialectDefinition.SecretPlace;
import io.quittance.gateways.DialectDefinition.SignatureUse;
import io.quittance.gateways.DialectDefinition.Unit;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small gateways for tests, as data. */
final class SampleDialects {
    private static final Secret SUFFIX = new Secret(SecretPlace.SUFFIX, "key", "", "&key=", "");

    private SampleDialects() {}

    static DialectDefinition md5(String name, Blanks blanks, long from) {
        return of(name, from, recipe(NameOrder.SORTED, blanks, SUFFIX), false, "1", "memo");
    }

    /** The same, but paid is written otherwise. */
    static DialectDefinition upperStatus(String name, long from) {
        return of(name, from, recipe(NameOrder.SORTED, Blanks.SKIP, SUFFIX), false, "PAID", "memo");
    }

    static Recipe recipe(NameOrder names, Blanks blanks, Secret secret) {
        return new Recipe(names, blanks, secret, DigestWord.MD5, DigestText.HEX_LOWER, null, null);
    }

    /** A callback with the fields mch, no, fee, st and some free texts, signed in the order of their names. */
    static DialectDefinition of(String name, long from, Recipe recipe, boolean all, String paid, String... freeTexts) {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("mch", field("mch", Role.MERCHANT));
        fields.put("no", field("no", Role.ORDER));
        fields.put("fee", new Field("fee", null, EnumSet.of(Role.ORDERED, Role.PAID), null, false));
        fields.put("st", field("st", Role.TEXT));
        Arrays.stream(freeTexts).forEach(text -> fields.put(text, field(text, Role.FREE_TEXT)));
        List<String> over = fields.keySet().stream().sorted().toList();
        Inbound callback = new Inbound(
                Body.FORM,
                false,
                "ok",
                null,
                false,
                fields,
                new SignatureUse("sign", "only", all, all ? List.of() : over, true),
                List.of(new Case<>(Map.of("st", new Condition(false, List.of(paid))), ReportStatus.PAID)),
                List.of(),
                Map.of(),
                null,
                List.of());
        return new DialectDefinition(
                name,
                name,
                from,
                "UTF-8",
                Unit.FEN,
                "Asia/Shanghai",
                List.of(DialectDefinition.USUAL_TIME),
                Map.of("key", CredentialKind.SECRET),
                Map.of("only", recipe),
                Map.of(MessageType.PAYMENT_CALLBACK, callback),
                Map.of(),
                new Pacing(List.of(), 0, Duration.ofMinutes(1), Map.of()));
    }

    private static Field field(String name, Role role) {
        return new Field(name, null, EnumSet.of(role), null, false);
    }
}
