package io.quittance.topology;

import io.quittance.events.Topic;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Produced;

/** How the steps write to our topics: under the prefix, keyed by text, through the topic's serde, from a node with a name of its own. */
record TopicSinks(String prefix) {
    private static final Serde<String> KEYS = Serdes.String();

    String name(Topic topic) {
        return topic.name(prefix);
    }

    /** A node that writes what that step forwards to it. */
    void write(Topology topology, String step, String node, Topic topic, Serde<?> values) {
        topology.addSink(node, name(topic), KEYS.serializer(), values.serializer(), step);
    }

    static <T> Produced<String, T> produced(String node, Serde<T> values) {
        return Produced.with(KEYS, values).withName(node);
    }
}
