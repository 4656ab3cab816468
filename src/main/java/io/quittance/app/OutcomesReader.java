package io.quittance.app;

import io.quittance.config.Settings;
import io.quittance.events.EventSerde;
import io.quittance.events.Events;
import io.quittance.events.Outcome;
import io.quittance.events.SchemaRegistry;
import io.quittance.events.Topic;
import io.quittance.events.UndecodableException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the committed outcomes of a cluster once, from the first to the last there is at the start. */
final class OutcomesReader {
    private final Settings settings;
    private final EventSerde<Outcome> outcomes;

    /** A reader that registers nothing at the registry. */
    OutcomesReader(Settings settings, SchemaRegistry registry) {
        this.settings = settings;
        this.outcomes = Events.onlyRead(registry, Outcome.class);
    }

    /** The keys that have verified something; throws a {@code KafkaException} or {@code RegistryException} when either is away. */
    KeyUses keyUses() {
        KeyUses uses = new KeyUses();
        try (CommittedTopic topic = CommittedTopic.open(settings, Topic.OUTCOMES, "quittance-config-check")) {
            topic.readUp(record -> add(uses, record));
        }
        return uses;
    }

    private void add(KeyUses uses, ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        if (key == null || record.value() == null) {
            return;
        }
        try {
            String text = new String(key, StandardCharsets.UTF_8);
            int slash = text.indexOf('/');
            uses.add(slash < 0 ? text : text.substring(0, slash), outcomes.fromBytes(record.value(), record.headers()));
        } catch (UndecodableException e) {
            throw new IllegalStateException(
                    record.topic() + ", partition " + record.partition() + ", offset " + record.offset()
                            + " is not one of our outcomes (" + e.getMessage() + "); is the prefix the right one?",
                    e);
        }
    }
}
