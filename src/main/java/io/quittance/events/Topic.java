package io.quittance.events;

import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.utils.Utils;

/** The topics that others rely on (DESIGN section 3); the full name is the prefix and {@link #suffix()}. */
public enum Topic {
    RECEIVED("received", Received.getClassSchema(), Kept.FOR_EVER),
    ORDERS("orders", Order.getClassSchema(), Kept.COMPACTED),
    PAYOUTS("payouts", Payout.getClassSchema(), Kept.COMPACTED),
    BALANCES("balances", Balance.getClassSchema(), Kept.COMPACTED),
    BALANCE_CHANGES("balance-changes", Balance.getClassSchema(), Kept.FOR_EVER),
    SETTLEMENTS("settlements", Settlement.getClassSchema(), Kept.FOR_EVER),
    CONFLICTS("conflicts", Conflict.getClassSchema(), Kept.FOR_EVER),
    QUARANTINE("quarantine", Quarantined.getClassSchema(), Kept.FOR_EVER),
    OUTCOMES("outcomes", Outcome.getClassSchema(), Kept.FOR_EVER),
    PLACEMENTS("placements", Placement.getClassSchema(), Kept.A_WEEK),
    DUE("due", QueryDue.getClassSchema(), Kept.A_WEEK),
    RECONCILIATION("reconciliation", Reconciliation.getClassSchema(), Kept.COMPACTED),
    BREAKS("breaks", Break.getClassSchema(), Kept.COMPACTED);

    private final String suffix;

    @SuppressWarnings("ImmutableEnumChecker") // a generated constant that nobody changes
    private final Schema schema;

    private final Kept kept;

    Topic(String suffix, Schema schema, Kept kept) {
        this.suffix = suffix;
        this.schema = schema;
        this.kept = kept;
    }

    /** The name without the prefix. */
    public String suffix() {
        return suffix;
    }

    /** The schema of its values, registered under {@code <topic>-value}. */
    public Schema schema() {
        return schema;
    }

    /** How long its records are kept. */
    public Kept kept() {
        return kept;
    }

    /** The topic's full name under that prefix. */
    public String name(String prefix) {
        return prefix + suffix;
    }

    /** The topic of that full name, or empty where it is none of ours. */
    public static Optional<Topic> ofName(String prefix, String name) {
        for (Topic topic : values()) {
            if (topic.name(prefix).equals(name)) {
                return Optional.of(topic);
            }
        }
        return Optional.empty();
    }

    /** How long records are kept. */
    public enum Kept {
        FOR_EVER,
        COMPACTED,
        A_WEEK
    }

    /** Where Kafka's own partitioner puts a record with that key: of so many partitions, the same one in every topic. */
    public static int partitionOf(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
