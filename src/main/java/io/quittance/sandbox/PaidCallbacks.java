package io.quittance.sandbox;

import io.quittance.sandbox.Callback.Says;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Correctly signed callbacks of one usual account, each paid in full, all of one size: the even traffic that a measurement
 * needs. They are juhe's: sorted names, MD5, one free text that fills a body up.
 */
public final class PaidCallbacks {
    private static final Gateway GATEWAY = Gateway.JUHE;
    private static final long AMOUNT_MINOR = 10_000;
    private static final Instant PAID_AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final String NONCE = "0123456789abcdef";

    private final CallbackWriter writer;
    private final int bodyBytes;

    /** Callbacks of that account's gateway, each of at least so many bytes where its order id is not longer. */
    public PaidCallbacks(SandboxAccounts accounts, int bodyBytes) {
        SandboxAccount own = accounts.list().stream()
                .filter(account -> account.name().equals(account()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no account " + account()));
        this.writer = new Forger().writer(own);
        this.bodyBytes = bodyBytes;
    }

    /** The account that they are for. */
    public static String account() {
        return GATEWAY.account();
    }

    /** The body of the callback that says that this order is paid, form-encoded. */
    public byte[] body(String order) {
        byte[] bare = body(order, "");
        return bare.length >= bodyBytes ? bare : body(order, "x".repeat(bodyBytes - bare.length));
    }

    private byte[] body(String order, String note) {
        Callback callback =
                new Callback(Flow.PAYMENT, order, "t" + order, AMOUNT_MINOR, AMOUNT_MINOR, Says.PAID, PAID_AT, note);
        Message message = new Message(GATEWAY, callback, Message.Trick.NONE, true);
        return writer.body(message, new Freshness(NONCE, PAID_AT)).getBytes(StandardCharsets.UTF_8);
    }
}
