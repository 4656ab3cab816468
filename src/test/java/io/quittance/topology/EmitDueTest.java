package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Settings;
import io.quittance.events.ConfluentSchemas;
import io.quittance.events.Events;
import io.quittance.events.QueryDue;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams opens a step anew where its task was corrupted, and keeps what it had scheduled before. */
class EmitDueTest {
    @TempDir
    private Path state;

    private MockProcessorContext<String, QueryDue> context;
    private AskingPlans plans;

    @BeforeEach
    void open() {
        Settings settings = Rig.settings(state);
        Events events =
                Events.register(ConfluentSchemas.inMemory(), settings.topics().prefix());
        plans = new AskingPlans(settings);
        context = new MockProcessorContext<>(new Properties(), new TaskId(0, 0), state.toFile());
        add(SettleOrders.PAYMENTS, Serdes.String(), events.orderStates());
        add(SettleOrders.PAYOUTS, Serdes.String(), events.orderStates());
        add(DueIndex.NAME, Serdes.ByteArray(), Serdes.ByteArray());
    }

    @Test
    void shouldTickOnceHoweverOftenItIsOpened() {
        EmitDue step = new EmitDue(plans, true);

        step.init(context);
        step.close();
        step.init(context);

        assertThat(context.scheduledPunctuators())
                .filteredOn(each -> !each.cancelled())
                .singleElement()
                .satisfies(each -> assertThat(each.getInterval()).isEqualTo(EmitDue.TICK));
    }

    @Test
    void shouldNotTickWhereNothingIsAsked() {
        EmitDue step = new EmitDue(plans, false);

        step.init(context);
        step.close();

        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    private <K, V> void add(String name, Serde<K> keys, Serde<V> values) {
        StateStore store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }
}
