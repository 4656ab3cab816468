package io.quittance.topology;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Step {@code verify-signature}: records come in, what is believed of each goes out; remembers nothing. */
final class VerifySignature extends ContextualProcessor<String, Arrival, String, Judged> {
    static final String NAME = "verify-signature";

    private final Belief belief;

    VerifySignature(Belief belief) {
        this.belief = belief;
    }

    @Override
    public void process(Record<String, Arrival> record) {
        Judged judged = switch (record.value()) {
            case Arrival.Decoded decoded -> belief.judge(record.key(), decoded.received());
            case Judged.Unreadable unreadable -> unreadable;
        };
        context().forward(record.withValue(judged));
    }
}
