package io.quittance.sandbox;

import io.quittance.events.Conflict;
import io.quittance.events.ConflictKind;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Coverage;
import io.quittance.events.Effect;
import io.quittance.events.Events;
import io.quittance.events.Order;
import io.quittance.events.OrderStatus;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Payout;
import io.quittance.events.Settlement;
import io.quittance.events.Source;
import io.quittance.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records as the application writes them, for tests of those who read the topics. */
final class TopicRecords {
    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    private final String prefix;
    private final Events events;

    TopicRecords(String prefix) {
        this.prefix = prefix;
        this.events = Events.register(ConfluentSchemas.inMemory(), prefix);
    }

    Events events() {
        return events;
    }

    ProducerRecord<byte[], byte[]> settlement(NewOrder.Key key, long amountMinor) {
        Settlement settlement = Settlement.newBuilder()
                .setKind(key.flow().kind())
                .setAccount(key.account())
                .setGateway("any")
                .setMerchant("any")
                .setOrder(key.id())
                .setAmountMinor(amountMinor)
                .setCurrency("CNY")
                .setAmountConfirmed(true)
                .setSettledAt(AT)
                .setSettledBy("id")
                .build();
        return of(Topic.SETTLEMENTS, key, events.settlements().toBytes(settlement));
    }

    ProducerRecord<byte[], byte[]> row(NewOrder.Key key, OrderStatus status) {
        return switch (key.flow()) {
            case PAYMENT -> of(Topic.ORDERS, key, events.orders().toBytes(order(key, status)));
            case PAYOUT -> of(Topic.PAYOUTS, key, events.payouts().toBytes(payout(key, status)));
        };
    }

    ProducerRecord<byte[], byte[]> conflict(NewOrder.Key key, ConflictKind kind) {
        Conflict conflict = Conflict.newBuilder()
                .setConflict(kind)
                .setKind(key.flow().kind())
                .setAccount(key.account())
                .setOrder(key.id())
                .setReportId("id")
                .setDetail("planted")
                .setRaisedAt(AT)
                .build();
        return of(Topic.CONFLICTS, key, events.conflicts().toBytes(conflict));
    }

    ProducerRecord<byte[], byte[]> outcome(
            NewOrder.Key key, int partition, long offset, OutcomeVerdict verdict, Effect effect) {
        Outcome outcome = Outcome.newBuilder()
                .setId("id")
                .setReceivedPartition(partition)
                .setReceivedOffset(offset)
                .setSource(Source.CALLBACK)
                .setKind(key.flow().kind())
                .setVerdict(verdict)
                .setEffect(effect)
                .setSettled(false)
                .build();
        return of(Topic.OUTCOMES, key, events.outcomes().toBytes(outcome));
    }

    /** A record whose value only matters by being there. */
    ProducerRecord<byte[], byte[]> opaque(Topic topic, int partition, NewOrder.Key key) {
        return new ProducerRecord<>(
                topic.name(prefix), partition, key.recordKey().getBytes(StandardCharsets.UTF_8), new byte[] {1});
    }

    private static Order order(NewOrder.Key key, OrderStatus status) {
        return Order.newBuilder()
                .setAccount(key.account())
                .setGateway("any")
                .setMerchant("any")
                .setOrder(key.id())
                .setStatus(status)
                .setFinal$(true)
                .setSettled(false)
                .setAmountConfirmed(true)
                .setCurrency("CNY")
                .setLastEvidence("id")
                .setFirstReceivedAt(AT)
                .setUpdatedAt(AT)
                .build();
    }

    private static Payout payout(NewOrder.Key key, OrderStatus status) {
        return Payout.newBuilder()
                .setAccount(key.account())
                .setGateway("any")
                .setMerchant("any")
                .setOrder(key.id())
                .setStatus(status)
                .setFinal$(true)
                .setSettled(false)
                .setAmountConfirmed(true)
                .setCurrency("CNY")
                .setLastEvidence("id")
                .setFirstReceivedAt(AT)
                .setUpdatedAt(AT)
                .setCoverage(Coverage.UNKNOWN)
                .setRevision(1)
                .build();
    }

    private ProducerRecord<byte[], byte[]> of(Topic topic, NewOrder.Key key, byte[] value) {
        return new ProducerRecord<>(topic.name(prefix), key.recordKey().getBytes(StandardCharsets.UTF_8), value);
    }
}
