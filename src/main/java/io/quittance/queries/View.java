package io.quittance.queries;

import io.quittance.events.Topic;

/** The views whose rows are the rows of a compacted topic, value for value. */
public enum View {
    ORDERS(Topic.ORDERS, "orders-view", "read-orders", "keep-orders", 'o'),
    PAYOUTS(Topic.PAYOUTS, "payouts-view", "read-payouts", "keep-payouts", 'p');

    private final Topic topic;
    private final String store;
    private final String source;
    private final String step;
    private final char mark;

    View(Topic topic, String store, String source, String step, char mark) {
        this.topic = topic;
        this.store = store;
        this.source = source;
        this.step = step;
        this.mark = mark;
    }

    /** The topic whose committed rows it holds. */
    public Topic topic() {
        return topic;
    }

    /** The name of its store. */
    public String store() {
        return store;
    }

    /** The name of the node that reads the topic. */
    String source() {
        return source;
    }

    /** The name of the node that keeps the rows. */
    String step() {
        return step;
    }

    /** What the keys of its rows begin with in {@code history-by-order}, where both kinds share one store. */
    char mark() {
        return mark;
    }
}
