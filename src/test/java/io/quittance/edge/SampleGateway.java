package io.quittance.edge;

import io.quittance.config.Account;
import io.quittance.config.AckRule;
import io.quittance.config.Network;
import io.quittance.config.Policy;
import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.DialectDefinition;
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
import io.quittance.gateways.DigestWord;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.ReportStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A gateway for the edge's tests: the fields and the signature of the golden vectors of juhe, payments by POST and GET with the ack
 * {@code OK}, payouts by POST alone with a blank ack.
 */
final class SampleGateway {
    static final String MERCHANT = "10023";
    static final String KEY = "dd49b9c72368279245978f269c52b2ab";
    static final String FORM = "application/x-www-form-urlencoded";

    /** Golden vector juhe/paid. */
    static final String PAID = "memberid=10023&orderid=20260301000000000001&amount=100.00"
            + "&transaction_id=T2026030111223344&datetime=20260301112233&returncode=00&attach=%E4%BC%9A%E5%91%98+A"
            + "&sign=7683295F7B8FC6D5D0D2443F0B70C872";

    static final String ORDER = "20260301000000000001";

    /** The same with an order that was not signed. */
    static final String FORGED = PAID.replace(ORDER, "20260301000000000002");

    private SampleGateway() {}

    static Account account(String name, AckRule ack, List<Network> allowFrom) {
        Dialect dialect = dialect();
        AccountKey key = new AccountKey(
                "k1", Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, dialect.keyMaterial(Map.of("key", KEY)));
        GatewayAccount gateway = new GatewayAccount(name, dialect, MERCHANT, null, List.of(key));
        return new Account(gateway, null, List.of(Policy.DEFAULT), ack, allowFrom);
    }

    private static Dialect dialect() {
        Recipe md5 = new Recipe(
                NameOrder.SORTED,
                Blanks.SKIP,
                new Secret(SecretPlace.SUFFIX, "key", "", "&key=", ""),
                DigestWord.MD5,
                DigestText.HEX_UPPER,
                null,
                null);
        return Dialect.compile(new DialectDefinition(
                "sample",
                "Sample",
                Long.MIN_VALUE,
                "UTF-8",
                Unit.YUAN,
                "Asia/Shanghai",
                List.of("yyyyMMddHHmmss"),
                Map.of("key", CredentialKind.SECRET),
                Map.of("md5", md5),
                Map.of(
                        MessageType.PAYMENT_CALLBACK, callback(true, "OK"),
                        MessageType.PAYOUT_CALLBACK, callback(false, "")),
                Map.of(),
                new Pacing(List.of(), 0, Duration.ZERO, Map.of())));
    }

    private static Inbound callback(boolean get, String ack) {
        Map<String, Field> fields = new LinkedHashMap<>();
        put(fields, "memberid", EnumSet.of(Role.MERCHANT));
        put(fields, "orderid", EnumSet.of(Role.ORDER));
        put(fields, "amount", EnumSet.of(Role.ORDERED, Role.PAID));
        put(fields, "transaction_id", EnumSet.of(Role.GATEWAY_ORDER));
        put(fields, "datetime", EnumSet.of(Role.TEXT));
        put(fields, "returncode", EnumSet.of(Role.TEXT));
        put(fields, "attach", EnumSet.of(Role.TEXT));
        SignatureUse signature = new SignatureUse(
                "sign",
                "md5",
                false,
                List.of("memberid", "orderid", "amount", "transaction_id", "datetime", "returncode"),
                true);
        Case<ReportStatus> paid =
                new Case<>(Map.of("returncode", new Condition(false, List.of("00"))), ReportStatus.PAID);
        return new Inbound(
                Body.FORM,
                get,
                ack,
                null,
                false,
                fields,
                signature,
                List.of(paid),
                List.of(),
                Map.of(),
                null,
                List.of());
    }

    private static void put(Map<String, Field> fields, String name, Set<Role> roles) {
        fields.put(name, new Field(name, null, roles, null, false));
    }
}
