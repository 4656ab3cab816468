package io.quittance.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The merchant of the demo: places the orders of a run, oldest first, each on a virtual thread of its own, so many a second and so
 * many at once. Orders whose placing the journal has as answered are left out. Where Quittance is away or busy it asks again with
 * the same request, as merchants do.
 */
final class Shop {
    private static final int AT_ONCE = 128;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final ShopOrders orders;
    private final Journal journal;
    private final ShopClient client;
    private final Complaints complaints;
    private final int perSecond;
    private final long begunBefore;
    private final OptionalLong size;
    private final long room;
    private final Consumer<String> say;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch abandon = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Semaphore slots = new Semaphore(AT_ONCE);

    /**
     * @param size how many orders the run is to have; empty: as many as there is time and room for
     * @param room how many more the gateways can take
     * @param say told, in words for people, when there is no room left
     */
    Shop(
            Journal journal,
            ShopClient client,
            Complaints complaints,
            int perSecond,
            OptionalLong size,
            long room,
            Consumer<String> say) {
        this.orders = new ShopOrders(journal.current());
        this.journal = journal;
        this.client = client;
        this.complaints = complaints;
        this.perSecond = perSecond;
        this.begunBefore = journal.begun();
        this.size = size;
        this.room = room;
        this.say = say;
    }

    /** Begins to place. */
    void start() {
        Thread.ofPlatform().daemon().name("sandbox-shop").start(this::placeAll);
    }

    /** Waits until all placings are answered, or placing was stopped and nothing is under way any more. */
    void awaitDone() throws InterruptedException {
        finished.await();
    }

    /** Places no more, lets what is under way finish for so long, and leaves the rest for the next start. */
    void stop(Duration drain) throws InterruptedException {
        stop.countDown();
        if (!finished.await(drain.toNanos(), TimeUnit.NANOSECONDS)) {
            abandon.countDown();
            client.close();
            finished.await();
        }
    }

    private void placeAll() {
        try {
            placeEach(new Pace(perSecond, stop));
            slots.acquire(AT_ONCE);
            size.ifPresent(journal::endIfDone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            complaints.add("the shop broke down: " + e);
        } finally {
            finished.countDown();
        }
    }

    private void placeEach(Pace pace) throws InterruptedException {
        long begun = 0;
        for (long index = 0; index < size.orElse(Long.MAX_VALUE); index++) {
            if (journal.done(index)) {
                continue;
            }
            if (begun == room) {
                say.accept("the sandbox keeps no more than " + room + " orders, so no more are placed; Ctrl-C ends");
                stop.await();
                return;
            }
            begun++;
            slots.acquire();
            if (!pace.awaitTurn()) {
                slots.release();
                return;
            }
            journal.begin(index, size);
            ShopOrder order = orders.order(index);
            Thread.ofVirtual().name("sandbox-order-" + index).start(() -> placeOne(order));
        }
    }

    private void placeOne(ShopOrder order) {
        try {
            place(order).ifPresent(state -> journal.finish(order.index(), state));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            complaints.add("order " + order.id() + " broke down: " + e);
            stop.countDown();
        } finally {
            slots.release();
        }
    }

    /** What the order's placing was answered, once its page, where there is one, is brought to the gateway. */
    private Optional<PlacingState> place(ShopOrder order) throws InterruptedException {
        boolean unanswered = order.index() < begunBefore; // an earlier start may have asked
        for (int attempt = 1; ; attempt++) {
            PlacingReply reply = client.place(order);
            if (reply.isAnswered()) {
                boolean brokenOff = unanswered && reply.state() == PlacingState.UNKNOWN;
                PlacingReply.Page page = reply.page();
                boolean brought = page == null || browse(page);
                return brought ? Optional.of(brokenOff ? PlacingState.BROKEN_OFF : reply.state()) : Optional.empty();
            }
            boolean passing = reply.status() == 0 || reply.status() == 429 || reply.status() >= 500;
            if (!passing) {
                complaints.add("placing %s was answered %d: %s".formatted(order.id(), reply.status(), reply.body()));
                return Optional.empty();
            }
            unanswered |= reply.status() != 429;
            Duration wait = Duration.ofSeconds(reply.retryAfterSeconds());
            if (pause(wait.compareTo(growing(attempt)) > 0 ? wait : growing(attempt))) {
                return Optional.empty();
            }
        }
    }

    /** The payer loads the page again while the gateway fails. */
    private boolean browse(PlacingReply.Page page) throws InterruptedException {
        for (int attempt = 1; !client.browse(page); attempt++) {
            if (pause(growing(attempt))) {
                return false;
            }
        }
        return true;
    }

    /** Waits; whether what is under way is to be given up. */
    private boolean pause(Duration pause) throws InterruptedException {
        return abandon.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Duration growing(int attempt) {
        Duration grown = FIRST_PAUSE.multipliedBy(attempt);
        return grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
    }
}
