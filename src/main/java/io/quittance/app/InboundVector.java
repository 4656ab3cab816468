package io.quittance.app;

import io.quittance.gateways.Acceptance;
import io.quittance.gateways.AccountKey;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.GatewayAccount;
import io.quittance.gateways.Kind;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Rejected;
import io.quittance.gateways.Report;
import io.quittance.gateways.Verdict;
import io.quittance.gateways.Verified;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One vector of a message that the gateway sends. */
final class InboundVector {
    private static final long NOW = 0;

    private final Dialect dialect;
    private final MessageType type;
    private final GatewayAccount account;
    private final AccountKey key;

    InboundVector(Dialect dialect, MessageType type, GatewayAccount account, AccountKey key) {
        this.dialect = dialect;
        this.type = type;
        this.account = account;
        this.key = key;
    }

    @Nullable String difference(JsonNode vector) {
        RawMessage raw = new RawMessage(
                type,
                vector.path("body").asString("").getBytes(charset()),
                text(vector, "contentType"),
                text(vector, "queried"));
        String canonical = text(vector, "canonical");
        String computed = canonical == null ? null : dialect.canonical(raw, account, key, NOW);
        if (canonical != null && !canonical.equals(computed)) {
            return GatewayVectors.textDifference("the canonical text", canonical, String.valueOf(computed));
        }
        Map<String, Object> came = outcome(dialect.verify(raw, account, NOW, NOW));
        for (Map.Entry<String, JsonNode> expected : vector.path("expect").properties()) {
            String name = expected.getKey();
            if (!name.equals("ack")
                    && !came.containsKey(name)
                    && !expected.getValue().isNull()) {
                return name + ": expected " + expected.getValue() + ", but there is none";
            }
            Object value = name.equals("ack") ? dialect.ack(type, Long.MAX_VALUE) : came.get(name);
            if (!same(expected.getValue(), value)) {
                return name + ": expected " + expected.getValue() + ", computed " + value;
            }
        }
        return null;
    }

    /** A statement says itself what it is written in, whatever the charset of its gateway's messages is. */
    private Charset charset() {
        return type.statement()
                ? StandardCharsets.UTF_8
                : Charset.forName(dialect.definition().charset());
    }

    private static boolean same(JsonNode expected, @Nullable Object computed) {
        if (expected.isNull()) {
            return computed == null;
        }
        return computed != null && expected.asString().equals(computed.toString());
    }

    private static @Nullable String text(JsonNode vector, String name) {
        return vector.hasNonNull(name) ? vector.get(name).asString() : null;
    }

    private Map<String, Object> outcome(Verdict verdict) {
        Map<String, Object> outcome = new LinkedHashMap<>();
        switch (verdict) {
            case Rejected rejected -> {
                outcome.put("verdict", "REJECTED");
                outcome.put("reason", rejected.reason());
            }
            case Verified verified -> {
                outcome.put("verdict", "VERIFIED");
                put(outcome, dialect.read(verified));
            }
        }
        return outcome;
    }

    private static void put(Map<String, Object> outcome, Report report) {
        outcome.put("order", report.order());
        outcome.put("status", status(report));
        put(outcome, "gatewayOrder", report.gatewayOrder());
        put(outcome, "orderedMinor", report.orderedMinor());
        put(outcome, "paidMinor", report.paidMinor());
        put(outcome, "balanceMinor", report.balanceMinor());
        put(outcome, "channel", report.channel());
        put(outcome, "code", report.code());
        put(outcome, "message", report.message());
        put(outcome, "payUrl", report.payUrl());
        put(outcome, "payPage", report.payPage());
        Long paidAt = report.paidAt();
        put(outcome, "paidAt", paidAt == null ? null : Instant.ofEpochMilli(paidAt));
        put(outcome, "accepted", accepted(report.acceptance()));
    }

    private static void put(Map<String, Object> outcome, String name, @Nullable Object value) {
        if (value != null) {
            outcome.put(name, value);
        }
    }

    private static String status(Report report) {
        if (report.kind() == Kind.BALANCE) {
            return report.balanceMinor() == null ? "UNKNOWN" : "OK";
        }
        return report.status().name();
    }

    private static @Nullable Boolean accepted(@Nullable Acceptance acceptance) {
        if (acceptance == null) {
            return null;
        }
        return switch (acceptance) {
            case ACCEPTED -> Boolean.TRUE;
            case REFUSED -> Boolean.FALSE;
            case UNDECIDED -> null;
        };
    }
}
