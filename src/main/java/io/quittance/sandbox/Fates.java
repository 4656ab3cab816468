package io.quittance.sandbox;

import io.quittance.sandbox.Fate.Ending;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws from the seed what becomes of orders and answers. Each question to the dice has its own stream. */
final class Fates {
    private static final Set<Mischief> OF_ORDERS =
            Collections.unmodifiableSet(EnumSet.range(Mischief.LOST, Mischief.SKIMMED));
    private static final Set<Mischief> OF_ANSWERS =
            Collections.unmodifiableSet(EnumSet.range(Mischief.SLOW, Mischief.GARBAGE));
    private static final int MOST_OFF_MINOR = 1_000;

    private final SandboxOptions options;

    Fates(SandboxOptions options) {
        this.options = options;
    }

    /** The fate of an order. */
    Fate of(NewOrder order) {
        NewOrder.Key key = order.key();
        EnumSet<Mischief> drawn = EnumSet.noneOf(Mischief.class);
        for (Mischief way : OF_ORDERS) {
            if (hit(key, way.label(), options.percentOf(way))) {
                drawn.add(way);
            }
        }
        Ending ending = options.isManual(order.till().account().gateway(), order.channel())
                ? Ending.WAITS
                : ending(dice(key, "ending").nextInt(100));
        long within = options.plan().within().toMillis();
        Duration after = Duration.ofMillis(within == 0 ? 0 : dice(key, "after").nextLong(within));
        boolean other = drawn.contains(Mischief.WRONG_AMOUNT) && order.flow() == Flow.PAYMENT;
        long paid = order.amountMinor() + (other ? off(order.amountMinor(), dice(key, "off")) : 0);
        boolean returns = hit(key, "returns", options.plan().returns());
        return new Fate(
                ending, after, paid, drawn, returns, dice(key, "variety").nextLong());
    }

    /** How the answer to that question about an order or balance is spoiled; empty where it is not. */
    Optional<Mischief> ofAnswer(NewOrder.Key key, long question) {
        for (Mischief way : OF_ANSWERS) {
            if (hit(key, way.label() + question, options.percentOf(way))) {
                return Optional.of(way);
            }
        }
        return Optional.empty();
    }

    /** Whether the request to place an order ends in a failure before the order is taken. */
    boolean failsBeforeTaking(NewOrder.Key key) {
        return hit(key, "not-taken", options.percentOf(Mischief.ERROR))
                && dice(key, "half").nextBoolean();
    }

    private Ending ending(int drawn) {
        PayerPlan plan = options.plan();
        if (drawn < plan.paid()) {
            return Ending.PAID;
        }
        if (drawn < plan.paid() + plan.failed()) {
            return Ending.FAILED;
        }
        return drawn < plan.paid() + plan.failed() + plan.expired() ? Ending.EXPIRED : Ending.WAITS;
    }

    private boolean hit(NewOrder.Key key, String question, int percent) {
        return percent > 0 && dice(key, question).nextInt(100) < percent;
    }

    private SplittableRandom dice(NewOrder.Key key, String question) {
        String text = options.seed() + "|" + key.account() + "|" + key.flow() + "|" + key.id() + "|" + question;
        return new SplittableRandom(Long.parseUnsignedLong(Md5.lowerHex(text).substring(0, 16), 16));
    }

    /** Some fen more or less, never as much less as there is. */
    private static long off(long amountMinor, SplittableRandom dice) {
        long off = dice.nextLong(1, MOST_OFF_MINOR);
        return dice.nextBoolean() && off < amountMinor ? -off : off;
    }
}
