package io.quittance.gateways;

import java.util.Map;
import java.util.Set;

/** One gateway's wire rules, compiled into plans; immutable, thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class Dialect {
    private static final String NOT_THERE = "the engine lands with its own commit";

    private Dialect() {}

    public String name() {
        throw new IllegalStateException(NOT_THERE);
    }

    public Set<MessageType> messages() {
        throw new IllegalStateException(NOT_THERE);
    }

    public Set<String> credentialNames() {
        throw new IllegalStateException(NOT_THERE);
    }

    public KeyMaterial keyMaterial(Map<String, String> credentials) {
        throw new IllegalStateException(NOT_THERE + credentials.size());
    }

    public String ack(MessageType type) {
        throw new IllegalStateException(NOT_THERE + type);
    }

    public boolean acceptsGet(MessageType type) {
        throw new IllegalStateException(NOT_THERE + type);
    }

    public Verdict verify(RawMessage raw, GatewayAccount account, long receivedAt, long addedBefore) {
        throw new IllegalStateException(NOT_THERE + raw.type() + account.name() + receivedAt + addedBefore);
    }

    public Report read(Verified verified) {
        throw new IllegalStateException(NOT_THERE + verified.order());
    }
}
