package io.quittance.edge;

import io.quittance.config.Account;
import io.quittance.events.EventKind;
import io.quittance.gateways.MessageType;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths {@code /callbacks/{account}/payment} and {@code …/payout}, for each message that the account's gateway sends, or once sent or will. */
final class CallbackTable {
    static final String ROOT = "/callbacks/";
    private static final String PAYMENT = "payment";
    private static final String PAYOUT = "payout";

    private final Map<String, CallbackPoint> byPath = new HashMap<>();

    CallbackTable(Collection<Account> accounts, EdgeCounters counters) {
        for (Account account : accounts) {
            add(account, PAYMENT, MessageType.PAYMENT_CALLBACK, EventKind.PAYMENT, counters);
            add(account, PAYOUT, MessageType.PAYOUT_CALLBACK, EventKind.PAYOUT, counters);
        }
    }

    /** The point of that path, percent-encoded or not; null where there is none at that time. */
    @Nullable CallbackPoint find(String rawPath, long now) {
        CallbackPoint point = find(rawPath);
        return point != null && point.isThere(now) ? point : null;
    }

    private @Nullable CallbackPoint find(String rawPath) {
        CallbackPoint point = byPath.get(rawPath);
        if (point != null || rawPath.indexOf('%') < 0) {
            return point;
        }
        String path = Target.decoded(rawPath);
        return path == null ? null : byPath.get(path);
    }

    private void add(Account account, String message, MessageType type, EventKind kind, EdgeCounters counters) {
        boolean ever = account.gateway().dialect().definitions().stream()
                .anyMatch(version -> version.inbound().containsKey(type));
        if (ever) {
            CallbackPoint point = new CallbackPoint(account, type, kind, counters.of(account.name()));
            byPath.put(ROOT + account.name() + "/" + message, point);
        }
    }
}
