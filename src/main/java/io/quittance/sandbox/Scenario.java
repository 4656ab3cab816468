package io.quittance.sandbox;

import io.quittance.sandbox.Callback.Says;
import io.quittance.sandbox.Message.Trick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The traffic of a run: order number i is a pure function of the run and i, so that a second start sends the very same
 * orders and knows the truth about those that the first one sent.
 */
final class Scenario {
    private static final List<Gateway> GATEWAYS = List.of(Gateway.values());
    private static final List<Trick> TRICKS =
            Stream.of(Trick.values()).filter(trick -> trick != Trick.NONE).toList();
    private static final Map<Gateway, List<Play>> PLAYS = GATEWAYS.stream()
            .collect(Collectors.toUnmodifiableMap(
                    gateway -> gateway,
                    gateway -> Stream.of(Play.values())
                            .filter(play -> play.fits(gateway))
                            .toList()));
    /** Free text that merchants give and get back; delimiters are legal in it, for a verifier to stumble over. */
    private static final List<String> NOTES = List.of("", "note-1", "会员 A", "a=1&b=2", "100%", "%E4%BC%9A%E5%91%98");

    private static final long LONG_PHI = 0x9E3779B97F4A7C15L;

    private final Run run;

    Scenario(Run run) {
        this.run = run;
    }

    /** The run whose traffic this is. */
    Run run() {
        return run;
    }

    /** Order number {@code index}, from 0. */
    DemoOrder order(long index) {
        SplittableRandom dice = dice(index, 0);
        Gateway gateway = GATEWAYS.get(dice.nextInt(GATEWAYS.size()));
        Play play = drawPlay(PLAYS.getOrDefault(gateway, List.of()), dice);
        String id = gateway.orderPrefix() + run.number() + "-" + index;
        Draft draft = new Draft(gateway, index, id, dice);
        play.steps().forEach(step -> draft.say(step, play));
        return new DemoOrder(index, gateway, play, List.copyOf(draft.messages), draft.truths(play));
    }

    /** What distinguishes this try of a message from the others: the same for the same try, on every start. */
    Freshness freshness(DemoOrder order, Message message, int attempt) {
        long stream = 1 + message.number() * 1_000L + attempt;
        long nonce = dice(order.index(), stream).nextLong();
        Instant notifiedAt = message.callback().paidAt().plusSeconds(stream);
        return new Freshness("%016x".formatted(nonce), notifiedAt);
    }

    private SplittableRandom dice(long index, long stream) {
        long mixed = new SplittableRandom(run.seed() + LONG_PHI * run.number()).nextLong();
        mixed = new SplittableRandom(mixed ^ index).nextLong();
        return new SplittableRandom(mixed ^ stream);
    }

    private static Play drawPlay(List<Play> plays, SplittableRandom dice) {
        int left = dice.nextInt(plays.stream().mapToInt(Play::weight).sum());
        for (Play play : plays) {
            left -= play.weight();
            if (left < 0) {
                return play;
            }
        }
        throw new AssertionError("the weights add up to more than their sum");
    }

    /** An order while its messages are put together. */
    private final class Draft {
        private final Gateway gateway;
        private final String id;
        private final String gatewayOrder;
        private final SplittableRandom dice;
        private final long paymentMinor;
        private final long payoutMinor;
        private final long offMinor;
        private final Instant paidAt;
        private final String note;
        private final List<Message> messages = new ArrayList<>();

        Draft(Gateway gateway, long index, String id, SplittableRandom dice) {
            this.gateway = gateway;
            this.id = id;
            this.gatewayOrder = "S" + id;
            this.dice = dice;
            this.paymentMinor = dice.nextLong(1_000, 500_001);
            this.payoutMinor = 100 * dice.nextLong(100, 50_001);
            this.offMinor = dice.nextLong(1, 1_000) * (dice.nextBoolean() ? 1 : -1);
            this.paidAt = run.startedAt().minusSeconds(dice.nextLong(1, 600));
            this.note = NOTES.get(Math.floorMod(index, NOTES.size()));
        }

        void say(Step step, Play play) {
            boolean settles = play.outcome().settles();
            switch (step) {
                case PAID -> add(payment(Says.PAID), Trick.NONE, settles);
                case PAID_REPEATS -> repeat(payment(Says.PAID));
                case PAID_OTHER_AMOUNT -> add(payment(Says.PAID).paying(paymentMinor + offMinor), Trick.NONE, false);
                case PENDING -> add(payment(Says.PENDING), Trick.NONE, false);
                case FAILED -> add(payment(Says.FAILED), Trick.NONE, false);
                case OTHER_STATUS -> add(payment(Says.SOMETHING_ELSE), Trick.NONE, false);
                case FORGERY -> add(payment(Says.PAID), drawTrick(), false);
                case PAYOUT -> add(payout(payoutMinor), Trick.NONE, settles);
                case PAYOUT_REPEATS -> repeat(payout(payoutMinor));
                case PAYOUT_OTHER_AMOUNT -> add(payout(payoutMinor + 100 * Math.abs(offMinor)), Trick.NONE, false);
                case PAYOUT_FORGERY -> add(payout(payoutMinor), drawTrick(), false);
            }
        }

        List<Truth> truths(Play play) {
            return play.steps().stream()
                    .map(Step::flow)
                    .distinct()
                    .map(flow -> truth(flow, play.outcome()))
                    .toList();
        }

        private Truth truth(Flow flow, Play.Outcome outcome) {
            long amount = switch (flow) {
                case PAYMENT -> paymentMinor;
                case PAYOUT -> payoutMinor;
            };
            OptionalLong settled = outcome.settles() ? OptionalLong.of(amount) : OptionalLong.empty();
            Truth.Key key = new Truth.Key(flow, gateway.account(), id);
            return new Truth(key, outcome.status(), settled, outcome.conflicts(), outcome.tolerated());
        }

        private void repeat(Callback callback) {
            int times = dice.nextInt(1, 5);
            for (int i = 0; i < times; i++) {
                add(callback, Trick.NONE, false);
            }
        }

        private void add(Callback callback, Trick trick, boolean settles) {
            messages.add(new Message(gateway, callback, messages.size(), trick, settles));
        }

        private Trick drawTrick() {
            return TRICKS.get(dice.nextInt(TRICKS.size()));
        }

        private Callback payment(Says says) {
            return new Callback(Flow.PAYMENT, id, gatewayOrder, paymentMinor, paymentMinor, says, paidAt, note);
        }

        private Callback payout(long minor) {
            return new Callback(Flow.PAYOUT, id, gatewayOrder, minor, minor, Says.PAID, paidAt, note);
        }
    }
}
