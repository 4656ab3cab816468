package io.quittance.events;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * All serdes, their schemas registered and their ids known since the start: no message asks the registry. The values of
 * a topic are registered under {@code <topic>-value}; what is inside the application, such as {@code OrderState} in stores
 * and {@code LedgerMove} between steps, once per record class, for example under
 * {@code <prefix>order-state-value}, so that a rebuild under another application id finds them again.
 */
public final class Events {
    /** Every version of a schema must read what any earlier one wrote (DESIGN section 3). */
    public static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

    private static final int NO_ID = -1;

    private final SchemaRegistry registry;
    private final String prefix;
    private final Map<String, Integer> schemaIds = new TreeMap<>();
    private final EventSerde<Received> received;
    private final EventSerde<Order> orders;
    private final EventSerde<Payout> payouts;
    private final EventSerde<Balance> balances;
    private final EventSerde<Balance> balanceChanges;
    private final EventSerde<Settlement> settlements;
    private final EventSerde<Conflict> conflicts;
    private final EventSerde<Quarantined> quarantine;
    private final EventSerde<Outcome> outcomes;
    private final EventSerde<Placement> placements;
    private final EventSerde<QueryDue> due;
    private final EventSerde<Reconciliation> reconciliation;
    private final EventSerde<Break> breaks;
    private final EventSerde<OrderState> orderStates;
    private final EventSerde<LedgerMove> ledgerMoves;
    private final EventSerde<OrderHistory> orderHistories;
    private final EventSerde<GatewayOrderClaim> gatewayOrderClaims;
    private final EventSerde<GatewayOrderUse> gatewayOrderUses;
    private final EventSerde<PayoutState> payoutStates;
    private final EventSerde<AccountState> accountStates;

    private Events(SchemaRegistry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
        received = serde(Topic.RECEIVED, Received.class);
        orders = serde(Topic.ORDERS, Order.class);
        payouts = serde(Topic.PAYOUTS, Payout.class);
        balances = serde(Topic.BALANCES, Balance.class);
        balanceChanges = serde(Topic.BALANCE_CHANGES, Balance.class);
        settlements = serde(Topic.SETTLEMENTS, Settlement.class);
        conflicts = serde(Topic.CONFLICTS, Conflict.class);
        quarantine = serde(Topic.QUARANTINE, Quarantined.class);
        outcomes = serde(Topic.OUTCOMES, Outcome.class);
        placements = serde(Topic.PLACEMENTS, Placement.class);
        due = serde(Topic.DUE, QueryDue.class);
        reconciliation = serde(Topic.RECONCILIATION, Reconciliation.class);
        breaks = serde(Topic.BREAKS, Break.class);
        orderStates = serde(Subjects.ORDER_STATE, OrderState.class, OrderState.getClassSchema());
        orderHistories = serde(Subjects.ORDER_HISTORY, OrderHistory.class, OrderHistory.getClassSchema());
        payoutStates = serde(Subjects.PAYOUT_STATE, PayoutState.class, PayoutState.getClassSchema());
        accountStates = serde(Subjects.ACCOUNT_STATE, AccountState.class, AccountState.getClassSchema());
        ledgerMoves = serde(Subjects.LEDGER_MOVE, LedgerMove.class, LedgerMove.getClassSchema());
        gatewayOrderClaims =
                serde(Subjects.GATEWAY_ORDER_CLAIM, GatewayOrderClaim.class, GatewayOrderClaim.getClassSchema());
        gatewayOrderUses = serde(Subjects.GATEWAY_ORDER_USE, GatewayOrderUse.class, GatewayOrderUse.getClassSchema());
    }

    /**
     * Registers every schema under its subject, with {@link #COMPATIBILITY}, and keeps what was written under older ones
     * readable without the registry.
     *
     * @throws IncompatibleSchemaException where the registry refuses a schema
     * @throws RegistryUnavailableException where the registry is away
     * @throws RegistryRefusedException where it does not let us in
     */
    public static Events register(SchemaRegistry registry, String topicPrefix) {
        trustOwnClasses();
        return new Events(registry, topicPrefix);
    }

    /** Since 1.12 Avro makes records of those classes alone that the process has told it to trust. */
    private static void trustOwnClasses() {
        ClassSecurityPredicate trusted = ClassSecurityValidator.getGlobal();
        if (!trusted.isTrusted(Received.class)) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                    trusted, type -> type.getPackageName().equals(Events.class.getPackageName())));
        }
    }

    /** Values of that record class for somebody who only reads: nothing is registered. */
    public static <T extends SpecificRecord> EventSerde<T> onlyRead(SchemaRegistry registry, Class<T> type) {
        trustOwnClasses();
        return new EventSerde<>(registry, type, NO_ID);
    }

    /** What the registry would say against our schemas, by subject; subjects without objections are left out. */
    public static Map<String, List<String>> objections(SchemaRegistry registry, String topicPrefix) {
        Map<String, List<String>> found = new TreeMap<>();
        subjects(topicPrefix).forEach((subject, schema) -> {
            List<String> objections = registry.objections(subject, schema);
            if (!objections.isEmpty()) {
                found.put(subject, objections);
            }
        });
        return found;
    }

    /** Every schema of ours by its subject, as it is registered. */
    public static Map<String, Schema> subjects(String topicPrefix) {
        return Subjects.all(topicPrefix);
    }

    /** Values of {@link Topic#RECEIVED}. */
    public EventSerde<Received> received() {
        return received;
    }

    /** Values of {@link Topic#ORDERS}. */
    public EventSerde<Order> orders() {
        return orders;
    }

    /** Values of {@link Topic#PAYOUTS}. */
    public EventSerde<Payout> payouts() {
        return payouts;
    }

    /** Values of {@link Topic#BALANCES}. */
    public EventSerde<Balance> balances() {
        return balances;
    }

    /** Values of {@link Topic#BALANCE_CHANGES}. */
    public EventSerde<Balance> balanceChanges() {
        return balanceChanges;
    }

    /** Values of {@link Topic#SETTLEMENTS}. */
    public EventSerde<Settlement> settlements() {
        return settlements;
    }

    /** Values of {@link Topic#CONFLICTS}. */
    public EventSerde<Conflict> conflicts() {
        return conflicts;
    }

    /** Values of {@link Topic#QUARANTINE}. */
    public EventSerde<Quarantined> quarantine() {
        return quarantine;
    }

    /** Values of {@link Topic#OUTCOMES}. */
    public EventSerde<Outcome> outcomes() {
        return outcomes;
    }

    /** Values of {@link Topic#PLACEMENTS}. */
    public EventSerde<Placement> placements() {
        return placements;
    }

    /** Values of {@link Topic#DUE}. */
    public EventSerde<QueryDue> due() {
        return due;
    }

    /** Values of {@link Topic#RECONCILIATION}. */
    public EventSerde<Reconciliation> reconciliation() {
        return reconciliation;
    }

    /** Values of {@link Topic#BREAKS}. */
    public EventSerde<Break> breaks() {
        return breaks;
    }

    /** What settling keeps in its stores. */
    public EventSerde<OrderState> orderStates() {
        return orderStates;
    }

    /** What the views remember of the outcomes and conflicts of an order. */
    public EventSerde<OrderHistory> orderHistories() {
        return orderHistories;
    }

    /** What the balance join keeps of payouts. */
    public EventSerde<PayoutState> payoutStates() {
        return payoutStates;
    }

    /** What the balance join keeps of accounts. */
    public EventSerde<AccountState> accountStates() {
        return accountStates;
    }

    /** What travels by account from settling to the balance join. */
    public EventSerde<LedgerMove> ledgerMoves() {
        return ledgerMoves;
    }

    /** What travels by gateway order from settling to the search for gateway orders that are used twice. */
    public EventSerde<GatewayOrderClaim> gatewayOrderClaims() {
        return gatewayOrderClaims;
    }

    /** What that search remembers. */
    public EventSerde<GatewayOrderUse> gatewayOrderUses() {
        return gatewayOrderUses;
    }

    /** The ids under which our schemas are registered, by subject. */
    public Map<String, Integer> schemaIds() {
        return Collections.unmodifiableMap(schemaIds);
    }

    private <T extends SpecificRecord> EventSerde<T> serde(Topic topic, Class<T> type) {
        return serde(topic.suffix(), type, topic.schema());
    }

    private <T extends SpecificRecord> EventSerde<T> serde(String suffix, Class<T> type, Schema schema) {
        String subject = Subjects.of(prefix + suffix);
        registry.requireCompatibility(subject, COMPATIBILITY);
        int id = registry.register(subject, Subjects.plain(schema));
        registry.preload(subject);
        schemaIds.put(subject, id);
        return new EventSerde<>(registry, type, id);
    }
}
