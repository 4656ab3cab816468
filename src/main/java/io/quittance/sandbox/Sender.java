package io.quittance.sandbox;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends the orders of a run, oldest first, each on a virtual thread of its own, so many a second and so many at once.
 * Orders that the journal has as done are left out; an order is marked done when all its messages were answered as they
 * should be.
 */
final class Sender {
    private final Scenario scenario;
    private final Journal journal;
    private final Delivery delivery;
    private final SendCounts counts;
    private final SendingLimits limits;
    private final OptionalLong orders;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch abandon;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Semaphore slots;

    /**
     * @param orders how many orders the run is to have; empty: as many as there is time for
     * @param abandon the latch that the delivery watches
     */
    Sender(
            Scenario scenario,
            Journal journal,
            Delivery delivery,
            SendCounts counts,
            SendingLimits limits,
            OptionalLong orders,
            CountDownLatch abandon) {
        this.scenario = scenario;
        this.journal = journal;
        this.delivery = delivery;
        this.counts = counts;
        this.limits = limits;
        this.orders = orders;
        this.abandon = abandon;
        this.slots = new Semaphore(limits.concurrency());
    }

    /** Begins to send. */
    void start() {
        Thread.ofPlatform().daemon().name("sandbox-sender").start(this::sendAll);
    }

    /** Waits until all orders are sent, or sending was stopped and nothing is under way any more. */
    void awaitDone() throws InterruptedException {
        finished.await();
    }

    /** Begins no more orders, lets those under way finish for so long, and leaves the rest for the next start. */
    void stop(Duration drain) throws InterruptedException {
        stop.countDown();
        if (!finished.await(drain.toNanos(), TimeUnit.NANOSECONDS)) {
            abandon.countDown();
            finished.await();
        }
    }

    private void sendAll() {
        try {
            Pace pace = new Pace(limits.ordersPerSecond(), stop);
            sendEach(pace);
            slots.acquire(limits.concurrency());
            orders.ifPresent(journal::endIfDone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            counts.complain("the sender broke down: " + e);
        } finally {
            finished.countDown();
        }
    }

    private void sendEach(Pace pace) throws InterruptedException {
        for (long index = 0; index < orders.orElse(Long.MAX_VALUE); index++) {
            if (journal.done(index)) {
                continue;
            }
            slots.acquire();
            if (!pace.awaitTurn()) {
                slots.release();
                return;
            }
            journal.begin(index, orders);
            DemoOrder order = scenario.order(index);
            Thread.ofVirtual().name("sandbox-order-" + index).start(() -> sendOne(order));
        }
    }

    private void sendOne(DemoOrder order) {
        try {
            if (delivery.deliver(order)) {
                journal.finish(order.index());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            counts.complain("order " + order.index() + " broke down: " + e);
            stop.countDown();
        } finally {
            slots.release();
        }
    }
}
