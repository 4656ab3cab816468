package io.quittance.sandbox;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Delivers the messages of an order one after the other, each as its gateway does: until it is acknowledged. Where the
 * receiver is away the imitation never gives up, however few retries the document promises: what a gateway gives up on is
 * found by asking it, and that is not what this traffic shows. A receiver that answers wrongly gets only those retries.
 * A forgery is sent once, and nobody may acknowledge it.
 */
final class Delivery {
    private final CallbackClient client;
    private final Scenario scenario;
    private final CallbackWriter writer;
    private final SendingLimits limits;
    private final Departures departures;
    private final SendCounts counts;
    private final CountDownLatch abandon;

    /** @param abandon at zero, whatever is not acknowledged yet is left for the next start */
    Delivery(
            CallbackClient client,
            Scenario scenario,
            CallbackWriter writer,
            SendingLimits limits,
            Departures departures,
            SendCounts counts,
            CountDownLatch abandon) {
        this.client = client;
        this.scenario = scenario;
        this.writer = writer;
        this.limits = limits;
        this.departures = departures;
        this.counts = counts;
        this.abandon = abandon;
    }

    /** Whether every message was answered as it should be. */
    boolean deliver(DemoOrder order) throws InterruptedException {
        for (Message message : order.messages()) {
            boolean answered = message.genuine() ? insist(order, message) : forge(order, message);
            if (!answered) {
                return false;
            }
        }
        return true;
    }

    private boolean insist(DemoOrder order, Message message) throws InterruptedException {
        Gateway gateway = message.gateway();
        SendCounts.Sent sent = counts.of(gateway);
        int wrongAnswers = 0;
        for (int attempt = 0; ; attempt++) {
            sent.tries.increment();
            Answer answer = attempt(order, message, attempt);
            if (gateway.acknowledges(answer.status(), answer.body())) {
                sent.acknowledged.increment();
                return true;
            }
            if (!answer.passing() && ++wrongAnswers > gateway.retries()) {
                counts.complain("%s: callback %d was not acknowledged after %d tries; the last answer was %d"
                        .formatted(keyOf(message), message.number(), attempt + 1, answer.status()));
                return false;
            }
            long pause = limits.pauseAfter(attempt).toNanos();
            if (abandon.await(pause, TimeUnit.NANOSECONDS)) {
                return false;
            }
            sent.retries.increment();
        }
    }

    private Answer attempt(DemoOrder order, Message message, int attempt) {
        String body = writer.body(message, scenario.freshness(order, message, attempt));
        if (message.settles()) {
            departures.departed(keyOf(message), System.nanoTime());
        }
        return client.post(message.path(), body);
    }

    private boolean forge(DemoOrder order, Message message) throws InterruptedException {
        counts.of(message.gateway()).forgeries.increment();
        String body = writer.body(message, scenario.freshness(order, message, 0));
        Answer answer = client.post(message.path(), body);
        if (answer.successful() || message.gateway().acknowledges(answer.status(), answer.body())) {
            counts.complain("%s: a forged callback (%s) was acknowledged with %d"
                    .formatted(keyOf(message), message.trick(), answer.status()));
        }
        return !abandon.await(0, TimeUnit.NANOSECONDS);
    }

    private static Truth.Key keyOf(Message message) {
        Callback callback = message.callback();
        return new Truth.Key(callback.flow(), message.gateway().account(), callback.order());
    }
}
