package io.quittance.bench;

import io.quittance.sandbox.PaidCallbacks;
import java.util.ArrayList;
import java.util.List;

/** Rounds of callbacks of orders that nobody has seen before. */
final class Rounds {
    private final PaidCallbacks callbacks;
    private int round;

    Rounds(PaidCallbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** So many new orders, each paid. */
    List<Feed.Input> next(int size) {
        round++;
        List<Feed.Input> inputs = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String order = OrderIds.of(round, i);
            inputs.add(new Feed.Input(order, callbacks.body(order)));
        }
        return inputs;
    }
}
