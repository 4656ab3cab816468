package io.quittance.gateways;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a message of a gateway is for; {@link #wireName()} is its name in dialect files, golden vectors and URLs. */
public enum MessageType {
    PAYMENT_CALLBACK("payment-callback", Kind.PAYMENT, true),
    PAYOUT_CALLBACK("payout-callback", Kind.PAYOUT, true),
    BROWSER_RETURN("browser-return", Kind.PAYMENT, true),
    PAYMENT_QUERY_RESPONSE("payment-query-response", Kind.PAYMENT, true),
    PAYOUT_QUERY_RESPONSE("payout-query-response", Kind.PAYOUT, true),
    BALANCE_QUERY_RESPONSE("balance-query-response", Kind.BALANCE, true),
    PAYMENT_RESPONSE("payment-response", Kind.PAYMENT, true),
    PAYOUT_RESPONSE("payout-response", Kind.PAYOUT, true),
    PAYMENT_STATEMENT("payment-statement", Kind.PAYMENT, true),
    PAYOUT_STATEMENT("payout-statement", Kind.PAYOUT, true),
    PAYMENT_REQUEST("payment-request", Kind.PAYMENT, false),
    PAYMENT_PAGE("payment-page", Kind.PAYMENT, false),
    PAYOUT_REQUEST("payout-request", Kind.PAYOUT, false),
    PAYMENT_QUERY_REQUEST("payment-query-request", Kind.PAYMENT, false),
    PAYOUT_QUERY_REQUEST("payout-query-request", Kind.PAYOUT, false),
    BALANCE_QUERY_REQUEST("balance-query-request", Kind.BALANCE, false);

    private static final Map<String, MessageType> BY_WIRE_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(MessageType::wireName, type -> type));

    private final String wireName;
    private final Kind kind;
    private final boolean inbound;

    MessageType(String wireName, Kind kind, boolean inbound) {
        this.wireName = wireName;
        this.kind = kind;
        this.inbound = inbound;
    }

    /** The kebab-case name, for example {@code payment-callback}. */
    public String wireName() {
        return wireName;
    }

    /** What the message is about. */
    public Kind kind() {
        return kind;
    }

    /** Whether the gateway sends it to us; the others are requests and pages that we sign. */
    public boolean inbound() {
        return inbound;
    }

    /** Whether it is one row of the file in which a gateway states what became of a day's orders. */
    public boolean statement() {
        return this == PAYMENT_STATEMENT || this == PAYOUT_STATEMENT;
    }

    /** The type of that wire name, or empty where there is none. */
    public static Optional<MessageType> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}
