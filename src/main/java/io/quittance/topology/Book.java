package io.quittance.topology;

import io.quittance.events.EventKind;
import io.quittance.events.OrderState;
import io.quittance.topology.decisions.OrderRules;
import org.apache.kafka.streams.state.KeyValueStore;

/** The states of one kind in one task, and the rules by which they change. */
record Book(EventKind kind, KeyValueStore<String, OrderState> states, OrderRules rules) {}
