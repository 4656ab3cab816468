package io.quittance.sandbox;

import io.quittance.sandbox.Callback.Says;
import io.quittance.sandbox.Message.Trick;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Sends callbacks as each gateway's document says, until they are acknowledged or given up, and misbehaves as the seed says. */
final class Messenger {
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final Duration STALE = Duration.ofSeconds(2);
    private static final Duration REPEAT = Duration.ofSeconds(1);
    private static final int OVERTAKEN_SECONDS = 60;
    private static final List<Trick> TAMPERING =
            List.of(Trick.AMOUNT_RAISED, Trick.ORDER_SWAPPED, Trick.SIGNATURE_LEFT_OUT);

    private final Caller caller;
    private final Timetable timetable;
    private final GatewayTime time;
    private final @Nullable URI callbacksTo;
    private final LedgerFile file;
    private final Departures departures;

    /** @param callbacksTo where callbacks go instead of the notify URL of each order; null: to that */
    Messenger(
            Caller caller,
            Timetable timetable,
            GatewayTime time,
            @Nullable URI callbacksTo,
            LedgerFile file,
            Departures departures) {
        this.caller = caller;
        this.timetable = timetable;
        this.time = time;
        this.callbacksTo = callbacksTo;
        this.file = file;
        this.departures = departures;
    }

    /** A message on its way: how often it is to come again after its acknowledgement, and what to do at the end. */
    private record Delivery(BookedOrder order, Message message, int repeats, Runnable end) {}

    /** Says that the order is paid, the way that its fate has it. */
    void paid(BookedOrder order) {
        Fate fate = order.fate();
        if (fate.has(Mischief.SKIMMED)) {
            return;
        }
        if (fate.has(Mischief.LOST)) {
            order.till().count(Count.CALLBACKS_LOST);
            return;
        }
        Optional<Says> stale = stale(order);
        boolean overtaken = fate.has(Mischief.REORDERED) && stale.isEmpty();
        Duration pause = fate.has(Mischief.LATE) ? LATE : Duration.ZERO;
        pause = pause.plusSeconds(overtaken ? 1 + fate.detail(OVERTAKEN_SECONDS) : 0);
        int repeats = fate.has(Mischief.REPEATED) ? 1 + fate.detail(4) : 0;
        start(new Delivery(order, message(order, Says.PAID, Trick.NONE), repeats, () -> told(order)), pause);
        if (fate.has(Mischief.REORDERED) && stale.isPresent()) {
            send(order, stale.get(), pause.plus(STALE));
        }
    }

    /** Says that the payment failed, where the gateway has words for it. */
    void failed(BookedOrder order) {
        boolean speaks = order.gateway() == Gateway.ZONGHE;
        if (speaks && !order.fate().has(Mischief.LOST)) {
            Message message = message(order, Says.FAILED, Trick.NONE);
            start(new Delivery(order, message, 0, () -> told(order)), Duration.ZERO);
        }
    }

    /** Sends what says nothing: statuses that are not paid, forgeries, messages changed on their way. */
    void noise(BookedOrder order) {
        Fate fate = order.fate();
        if (fate.has(Mischief.ODD_STATUS)) {
            odd(order).ifPresent(says -> send(order, says, Duration.ZERO));
        }
        if (fate.has(Mischief.FORGED)) {
            forge(order, Trick.WRONG_KEY);
        }
        if (fate.has(Mischief.TAMPERED)) {
            forge(order, TAMPERING.get(fate.detail(TAMPERING.size())));
        }
    }

    /** Calls back once more, since the merchant asked for it; once at a time. */
    void again(BookedOrder order) {
        if (order.beginAgain()) {
            Message message = message(order, Says.PAID, Trick.NONE);
            start(new Delivery(order, message, 0, order::endAgain), Duration.ZERO);
        }
    }

    /** The fields that the payer's browser carries back where the gateway gives it those of a callback. */
    Form returned(BookedOrder order, boolean paid) {
        Message message = message(order, paid ? Says.PAID : Says.SOMETHING_ELSE, Trick.NONE);
        return order.till().writer().form(message, fresh());
    }

    private void send(BookedOrder order, Says says, Duration pause) {
        start(new Delivery(order, message(order, says, Trick.NONE), 0, () -> {}), pause);
    }

    private void told(BookedOrder order) {
        order.tell();
        file.told(order);
    }

    private void start(Delivery delivery, Duration pause) {
        schedule(delivery, pause, 0);
    }

    private void schedule(Delivery delivery, Duration pause, int attempt) {
        if (!timetable.after(pause, () -> attempt(delivery, attempt))) {
            delivery.order().till().count(Count.DROPPED);
            delivery.end().run();
        }
    }

    private void attempt(Delivery delivery, int attempt) {
        BookedOrder order = delivery.order();
        Till till = order.till();
        if (delivery.message().settles()) {
            departures.departed(order.asked().key(), System.nanoTime());
        }
        boolean acked = post(order, delivery.message());
        order.tried(true, acked);
        till.count(Count.CALLBACKS_SENT);
        if (acked) {
            till.count(Count.CALLBACKS_ACKED);
            if (delivery.repeats() > 0) {
                Delivery rest = new Delivery(order, delivery.message(), delivery.repeats() - 1, delivery.end());
                schedule(rest, REPEAT, 0);
                return;
            }
        } else if (attempt < order.gateway().retries()) {
            schedule(delivery, order.gateway().retryPause(attempt), attempt + 1);
            return;
        } else {
            till.count(Count.CALLBACKS_GIVEN_UP);
        }
        delivery.end().run();
    }

    private void forge(BookedOrder order, Trick trick) {
        Message message = message(order, Says.PAID, trick);
        boolean planned = timetable.after(Duration.ZERO, () -> {
            boolean acked = post(order, message);
            order.tried(false, acked);
            order.till().count(Count.FORGERIES_SENT);
            if (acked) {
                order.till().count(Count.FORGERIES_ACKED);
            }
        });
        if (!planned) {
            order.till().count(Count.DROPPED);
        }
    }

    private boolean post(BookedOrder order, Message message) {
        String body = order.till().writer().body(message, fresh());
        Answer answer = caller.post(notifyUrl(order), body);
        return answer.status() != 0 && order.gateway().acknowledges(answer.status(), answer.body());
    }

    private URI notifyUrl(BookedOrder order) {
        NewOrder asked = order.asked();
        return callbacksTo == null
                ? asked.notifyUrl()
                : URI.create(callbacksTo + "/callbacks/"
                        + order.till().account().name() + "/" + asked.flow().path());
    }

    private Freshness fresh() {
        String nonce = "%016x".formatted(ThreadLocalRandom.current().nextLong());
        return new Freshness(nonce, time.now());
    }

    private static Message message(BookedOrder order, Says says, Trick trick) {
        NewOrder asked = order.asked();
        long paid = order.truth() == LedgerEntry.Truth.PAID ? order.paidMinor() : asked.amountMinor();
        Callback callback = new Callback(
                asked.flow(),
                asked.id(),
                order.gatewayOrder(),
                asked.amountMinor(),
                paid,
                says,
                order.paidAt(),
                asked.note(),
                asked.channel());
        return new Message(order.gateway(), callback, trick, says == Says.PAID && trick == Trick.NONE);
    }

    private static Optional<Says> stale(BookedOrder order) {
        return switch (order.gateway()) {
            case YIJUHE, ZONGHE -> Optional.of(Says.PENDING);
            case JUHE -> Optional.of(Says.SOMETHING_ELSE);
            case JINGS, LIANHE -> Optional.empty();
        };
    }

    private static Optional<Says> odd(BookedOrder order) {
        return switch (order.gateway()) {
            case YIJUHE, ZONGHE -> Optional.of(order.fate().detail(2) == 0 ? Says.PENDING : Says.SOMETHING_ELSE);
            case JUHE -> Optional.of(Says.SOMETHING_ELSE);
            case JINGS, LIANHE -> Optional.empty();
        };
    }
}
