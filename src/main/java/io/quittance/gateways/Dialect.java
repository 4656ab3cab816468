package io.quittance.gateways;

import io.quittance.gateways.DialectCompiler.Version;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One gateway's wire rules, compiled into plans; immutable and thread-safe. A gateway may have several versions, each valid from an
 * instant on; a message is judged by the version in force when it was received (DESIGN.md, section 5).
 */
public final class Dialect {
    private final List<Version> versions;

    private Dialect(List<Version> versions) {
        this.versions = versions;
    }

    /** Compiles the one version of a gateway; throws {@link InvalidDialect} with all faults. */
    public static Dialect compile(DialectDefinition definition) {
        return compile(List.of(definition));
    }

    /** Compiles the versions of one gateway, in any order; throws {@link InvalidDialect} with all faults of the first that has any. */
    public static Dialect compile(List<DialectDefinition> definitions) {
        List<Version> versions = new ArrayList<>();
        definitions.stream()
                .sorted(Comparator.comparingLong(DialectDefinition::from))
                .map(definition -> new DialectCompiler(definition).compile())
                .forEach(versions::add);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a gateway has at least one version");
        }
        for (int i = 1; i < versions.size(); i++) {
            checkPair(versions.get(i - 1).definition(), versions.get(i).definition());
        }
        return new Dialect(List.copyOf(versions));
    }

    private static void checkPair(DialectDefinition earlier, DialectDefinition later) {
        if (!earlier.gateway().equals(later.gateway())) {
            throw new IllegalArgumentException(earlier.gateway() + " and " + later.gateway() + " are two gateways");
        }
        if (earlier.from() == later.from()) {
            throw new InvalidDialect(
                    later.gateway(), List.of(new DialectFault("/from", "two versions begin at the same time")));
        }
    }

    /** The gateway's name. */
    public String name() {
        return versions.getLast().definition().gateway();
    }

    /** The newest version as data: for people who read it; {@link #definition(long)} is in force. */
    public DialectDefinition definition() {
        return versions.getLast().definition();
    }

    /** The version in force then, as data; epoch milliseconds. */
    public DialectDefinition definition(long instant) {
        return version(instant).definition();
    }

    /** All versions as data, the oldest first. */
    public List<DialectDefinition> definitions() {
        return versions.stream().map(Version::definition).toList();
    }

    /** The rules in force then, alone: for what is signed and sent, which happens now. */
    public Dialect at(long instant) {
        return new Dialect(List.of(version(instant)));
    }

    /** The messages that the newest version has, both ways. */
    public Set<MessageType> messages() {
        Set<MessageType> messages = EnumSet.noneOf(MessageType.class);
        messages.addAll(newest().inbound().keySet());
        messages.addAll(newest().outbound().keySet());
        return messages;
    }

    /** Whether that message could be received then. */
    public boolean hears(MessageType type, long instant) {
        return version(instant).inbound().containsKey(type);
    }

    /** The columns of that statement as it could be handed in then; null where there is no such statement. */
    public @Nullable StatementColumns columns(MessageType type, long instant) {
        InboundPlan plan = version(instant).inbound().get(type);
        return plan == null || !type.statement() ? null : plan.columns();
    }

    /** The names of the credentials that any version uses, for example {@code md5Key}. */
    public Set<String> credentialNames() {
        Set<String> names = new LinkedHashSet<>();
        versions.forEach(version -> names.addAll(version.credentials()));
        return names;
    }

    /**
     * Parses the credentials of one key, once. Those that only signing needs may be left out. Throws
     * {@link IllegalArgumentException} that names every credential at fault and never a value.
     */
    public KeyMaterial keyMaterial(Map<String, String> credentials) {
        Set<String> needed = new LinkedHashSet<>();
        versions.forEach(version -> needed.addAll(version.needed()));
        return new Credentials(DialectCompiler.kinds(versions), needed, newest().charset()).parse(credentials);
    }

    /** The same for one message alone: what only other messages need may be left out too. */
    public KeyMaterial keyMaterial(Map<String, String> credentials, MessageType type) {
        Set<String> needed = new LinkedHashSet<>();
        versions.forEach(version -> needed.addAll(DialectCompiler.needed(version.definition(), type)));
        return new Credentials(DialectCompiler.kinds(versions), needed, newest().charset()).parse(credentials);
    }

    /** The exact body that acknowledges a callback received then; blank where any 2xx answer does. */
    public String ack(MessageType type, long instant) {
        InboundPlan plan = version(instant).inbound().get(type);
        return plan == null ? "" : plan.ack();
    }

    /** Whether that callback or return could come by GET too then. */
    public boolean acceptsGet(MessageType type, long instant) {
        InboundPlan plan = version(instant).inbound().get(type);
        return plan != null && plan.get();
    }

    /** Whether that code, received then, refuses a payout because the account's balance does not suffice. */
    public boolean saysInsufficientBalance(String code, long instant) {
        InboundPlan plan = version(instant).inbound().get(MessageType.PAYOUT_RESPONSE);
        return plan != null && plan.insufficientBalance().contains(code);
    }

    /**
     * Decides whether a message is believed. The keys that count are those valid at {@code receivedAt} and added up to
     * {@code addedBefore}: the receive time, or for a replay the time of the replay. Never throws for anything that was received.
     */
    public Verdict verify(RawMessage raw, GatewayAccount account, long receivedAt, long addedBefore) {
        InboundPlan plan = version(receivedAt).inbound().get(raw.type());
        if (plan == null) {
            return new Rejected(
                    Reason.MALFORMED, name() + " has no message " + raw.type().wireName(), raw.queried());
        }
        return new Verification(plan, raw, account).verdict(receivedAt, addedBefore);
    }

    /** Translates a verified message into our words. */
    public Report read(Verified verified) {
        return new Reading(verified).report();
    }

    /** Checks, signs and encodes a request or page of the newest version; {@link #at} gives the version of a time. */
    public Signing sign(MessageType type, Map<String, String> fields, GatewayAccount account, AccountKey key) {
        return new Signer(outbound(type)).sign(fields, key.material());
    }

    /** The fields of a request by the gateway's names, from our meanings and what the caller gives by name. */
    public Map<String, String> compose(
            MessageType type, Map<DialectDefinition.RequestRole, String> ours, Map<String, String> named) {
        return new Composition(outbound(type)).fields(ours, named);
    }

    /** A time of sending (epoch milliseconds) as a field of a request writes it, in the gateway's zone. */
    public String timeText(DialectDefinition.RequestField field, long instant) {
        String pattern = field.time() == null ? DialectDefinition.USUAL_TIME : field.time();
        return Times.text(pattern, instant, ZoneId.of(definition(instant).zone()));
    }

    /** The text that is digested for a received message, secret included, or null; only for people who compare it. */
    public @Nullable String canonical(RawMessage raw, GatewayAccount account, AccountKey key, long receivedAt) {
        InboundPlan plan = version(receivedAt).inbound().get(raw.type());
        return plan == null ? null : new Verification(plan, raw, account).canonical(key.material());
    }

    /** The text that is digested for a request, secret included; only for people who compare it. */
    public String canonical(MessageType type, Map<String, String> fields, AccountKey key) {
        return new Signer(outbound(type)).canonical(fields, key.material());
    }

    private OutboundPlan outbound(MessageType type) {
        OutboundPlan plan = newest().outbound().get(type);
        if (plan == null) {
            throw new IllegalArgumentException(name() + " has no " + type.wireName());
        }
        return plan;
    }

    private Version newest() {
        return versions.getLast();
    }

    /** The version in force then; before the first, the first. */
    private Version version(long instant) {
        for (int i = versions.size() - 1; i > 0; i--) {
            if (versions.get(i).definition().from() <= instant) {
                return versions.get(i);
            }
        }
        return versions.getFirst();
    }

    @Override
    public String toString() {
        return "Dialect[" + name() + "]";
    }
}
