package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.events.AnswerGiven;
import io.quittance.events.AskingState;
import io.quittance.events.EventKind;
import io.quittance.events.OrderState;
import io.quittance.events.PlacingAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When to ask about one order (DESIGN section 5, "Due"); a second is 1,000, times count from the first report. */
class AsksTest {
    private static final int SEEDS = Integer.getInteger("quittance.seeds", 300);
    private static final long SECOND = 1_000;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    /** The gateway's minute, a question's half minute, and ten seconds of a call. */
    private static final long SPACING = 100 * SECOND;

    private static final AskingPlan PLAN =
            new AskingPlan(30 * SECOND, 60 * SECOND, 30 * SECOND, 10 * SECOND, HOUR, DAY, 3, true);

    private final OrderRules rules = new PaymentRules();
    private final Asks asks = new Asks(PLAN, rules, EventKind.PAYMENT, "shop/1");
    private @Nullable OrderState state;
    private int records;

    @Test
    void shouldAskFirstAfterTheDialectsDelay() {
        take(report(0, Told.PENDING));

        assertThat(asking().getNextAt()).isBetween(30 * SECOND, 36 * SECOND);
        assertThat(asking().getAsked()).isZero();
    }

    @Test
    void shouldNeverAskAboutWhatTheFirstReportMakesFinal() {
        take(paid(0, 100L));

        assertThat(state().getAsking()).isNull();
    }

    @Test
    void shouldNotAskAnyMoreOnceItIsFinal() {
        take(report(0, Told.PENDING));

        take(paid(5 * SECOND, 100L));

        assertThat(asking().getNextAt()).isNull();
        assertThat(asks.hinted(state(), 6 * SECOND)).isEqualTo(asking());
    }

    @Test
    void shouldLeaveTheTimeAloneWhereNothingIsNew() {
        take(report(0, Told.PENDING));
        Long next = asking().getNextAt();

        take(report(5 * SECOND, Told.PENDING));
        take(report(6 * SECOND, Told.UNKNOWN));

        assertThat(asking().getNextAt()).isEqualTo(next);
    }

    @Test
    void shouldAskAtGrowingIntervalsNeverCloserThanTheLimitAndSayWhichIsTheLast() {
        for (int order = 0; order < SEEDS; order++) {
            Asks other = new Asks(PLAN, rules, EventKind.PAYMENT, "shop/" + order);
            OrderState open = withFirstQuestion(other);

            List<Asks.Sent> sent = untilTheLast(other, open);

            long firstAt = sent.getFirst().notBefore();
            assertThat(firstAt).isBetween(30 * SECOND, 36 * SECOND);
            long nominal = SPACING;
            for (int i = 1; i < sent.size(); i++) {
                long interval = sent.get(i).notBefore() - sent.get(i - 1).notBefore();
                assertThat(interval).as("question %d", i).isBetween(nominal, nominal + nominal / 5);
                assertThat(sent.get(i).notBefore() - sent.get(i - 1).expiresAt())
                        .isGreaterThanOrEqualTo(70 * SECOND);
                assertThat(interval).isLessThanOrEqualTo(HOUR);
                assertThat(sent.get(i).attempt()).isEqualTo(i);
                nominal = Math.min(2 * nominal, HOUR - HOUR / 6);
            }
            assertThat(sent.getLast().notBefore()).isBetween(DAY - HOUR, DAY);
            assertThat(sent.stream().filter(Asks.Sent::last)).containsExactly(sent.getLast());
            assertThat(sent.stream().map(Asks.Sent::id)).doesNotHaveDuplicates();
            assertThat(sent).noneMatch(Asks.Sent::resend);
        }
    }

    @Test
    void shouldSpreadTheOrdersOfOneMomentAlikeOnEveryInstance() {
        Set<Long> times = new HashSet<>();
        for (int order = 0; order < 100; order++) {
            String key = "shop/" + order;

            long first = new AskingPlan(30_000, 60_000, 30_000, 10_000, HOUR, DAY, 3, true).untilFirst(key);

            assertThat(first).isEqualTo(PLAN.untilFirst(key));
            times.add(first);
        }
        assertThat(times).hasSizeGreaterThan(90);
    }

    @Test
    void shouldKeepTheGatewaysLimitWhereItIsLongerThanTheLongestInterval() {
        AskingPlan slow = new AskingPlan(SECOND, 2 * HOUR, 30 * SECOND, 10 * SECOND, HOUR, DAY, 3, false);

        assertThat(slow.interval("shop/1", 9)).isGreaterThanOrEqualTo(2 * HOUR + 40 * SECOND);
    }

    @Test
    void shouldAskForTheCallbackAtOnceWhereAPaidReportNamesNoAmount() {
        take(report(0, Told.PENDING));
        Asks.Sent first = send(31 * SECOND);

        take(paid(32 * SECOND, null));

        assertThat(first.resend()).isFalse();
        assertThat(asking().getNextAt()).isEqualTo(31 * SECOND + SPACING);
        assertThat(send(131 * SECOND).resend()).isTrue();
        assertThat(send(400 * SECOND).resend()).isTrue();
    }

    @Test
    void shouldAskForNoCallbackWhereTheGatewayCannot() {
        Asks plain = new Asks(
                new AskingPlan(SECOND, SECOND, SECOND, SECOND, HOUR, DAY, 3, false),
                rules,
                EventKind.PAYMENT,
                "shop/1");
        take(paid(0, null));

        assertThat(plain.send(state(), asking(), SECOND).resend()).isFalse();
    }

    @Test
    void shouldMakeAHintedOrderDueAtOnceFromASmallBudget() {
        take(report(0, Told.PENDING));

        state = with(asks.hinted(state(), 5 * SECOND));
        assertThat(asking().getNextAt()).isEqualTo(5 * SECOND);
        state = with(asks.hinted(state(), 6 * SECOND));
        assertThat(asking().getHints()).as("it was due anyway").isEqualTo(1);
        send(7 * SECOND);
        state = with(asks.hinted(state(), 8 * SECOND));
        assertThat(asking().getNextAt()).as("the limit").isEqualTo(7 * SECOND + SPACING);
        send(107 * SECOND);
        state = with(asks.hinted(state(), 300 * SECOND));
        assertThat(asking().getNextAt()).isEqualTo(300 * SECOND);
        send(300 * SECOND);
        Long planned = asking().getNextAt();
        state = with(asks.hinted(state(), 450 * SECOND));

        assertThat(asking().getHints()).isEqualTo(3);
        assertThat(asking().getNextAt()).as("the budget is spent").isEqualTo(planned);
    }

    @Test
    void shouldEndWithTheLastQuestionAndBeginAgainWhenAnOperatorAsks() {
        take(report(0, Told.PENDING));
        Asks.Sent last = send(2 * DAY);

        take(new GaveUp("g", 2 * DAY + SECOND, last.id()));
        assertThat(last.last()).isTrue();
        assertThat(asking().getNextAt()).isNull();
        take(new ResendAsked("o", 3 * DAY, true));

        assertThat(asking().getNextAt()).isEqualTo(3 * DAY);
        Asks.Sent again = send(3 * DAY);
        assertThat(again.resend()).isTrue();
        assertThat(again.last()).isFalse();
        state = with(asks.asked(state(), again.id(), 3 * DAY + SECOND));
        assertThat(send(3 * DAY + HOUR).resend()).as("once").isFalse();
    }

    @Test
    void shouldKeepAnOperatorsWishUntilAQuestionWithItIsAsked() {
        take(report(0, Told.PENDING));
        Asks.Sent before = send(31 * SECOND);
        take(new ResendAsked("o", 32 * SECOND, true));

        state = with(asks.asked(state(), before.id(), 33 * SECOND));
        Asks.Sent expired = send(HOUR);
        Asks.Sent asked = send(2 * HOUR);
        state = with(asks.asked(state(), asked.id(), 2 * HOUR + SECOND));

        assertThat(before.resend()).isFalse();
        assertThat(expired.resend())
                .as("what was asked before knew nothing of it")
                .isTrue();
        assertThat(asked.resend()).as("nobody asked it").isTrue();
        assertThat(send(4 * HOUR).resend()).isFalse();
    }

    @Test
    void shouldGoOnAskingWhereAPollerGaveUpAnOlderQuestion() {
        take(report(0, Told.PENDING));
        Asks.Sent last = send(2 * DAY);
        take(new ResendAsked("o", 3 * DAY, true));
        Asks.Sent newer = send(3 * DAY);
        Long next = asking().getNextAt();

        take(new GaveUp("g", 3 * DAY + SECOND, last.id()));

        assertThat(last.last()).isTrue();
        assertThat(newer.last()).isFalse();
        assertThat(asking().getNextAt()).isEqualTo(next).isGreaterThan(3 * DAY + SECOND);
    }

    @Test
    void shouldNotAskAgainAfterARebuildWhatAPollerGaveUp() {
        take(report(0, Told.PENDING));

        take(new GaveUp("g", 2 * DAY, "sent before the rebuild"));

        assertThat(asking().getNextAt()).isNull();
    }

    @Test
    void shouldBeginWithTheNextRecordWhereItWasOpenBeforeItCouldBeAsked() {
        take(report(0, Told.PENDING));
        state = with(null);

        take(report(HOUR, Told.PENDING));

        assertThat(asking().getNextAt()).isBetween(HOUR + 30 * SECOND, HOUR + 36 * SECOND);
        assertThat(asking().getSince()).isEqualTo(HOUR);
    }

    @Test
    void shouldRefuseToAskForTheCallbackOfWhatIsFinalOrUnknown() {
        OrderDecision unknown = rules.decide(null, new ResendAsked("o", 0, true), Policy.DEFAULT);
        take(report(0, Told.PENDING));
        OrderDecision impossible = rules.decide(state, new ResendAsked("o", 0, false), Policy.DEFAULT);
        take(paid(1, 100L));
        OrderDecision paid = rules.decide(state, new ResendAsked("o", 2, true), Policy.DEFAULT);

        assertThat(List.of(unknown, impossible, paid))
                .allSatisfy(decision -> assertThat(decision.effect().name()).isEqualTo("REFUSED"));
        take(new ResendAsked("o", 3, true));
        assertThat(asking().getNextAt()).isNull();
    }

    @Test
    void shouldNotAskAboutAnOrderThatNobodyPlaced() {
        take(new Placing("p1", 0, "a1", "h", 100L, 30 * SECOND));
        assertThat(asking().getNextAt()).isNotNull();

        take(new NotCalled("n1", SECOND, "a1"));
        assertThat(asking().getNextAt()).isNull();
        assertThat(asks.hinted(state(), 2 * SECOND)).isEqualTo(asking());
        take(new Placing("p2", 60 * SECOND, "a2", "h", 100L, 90 * SECOND));

        assertThat(asking().getNextAt()).isBetween(90 * SECOND, 96 * SECOND);
    }

    @Test
    void shouldAskAboutAPlacingThatNobodyAnswered() {
        take(new Placing("p1", 0, "a1", "h", 100L, 30 * SECOND));
        Long next = asking().getNextAt();

        take(new PlaceAnswer(
                report(SECOND, Told.UNKNOWN),
                "a1",
                new PlacingAnswer("r", AnswerGiven.UNANSWERED, null, null, null, null)));

        assertThat(asking().getNextAt()).isEqualTo(next);
    }

    @Test
    void shouldCountQuestionsThatWereSentBeforeARebuildAndNoOtherTwice() {
        take(report(0, Told.PENDING));

        state = with(asks.asked(state(), "q1", 31 * SECOND));
        Long next = asking().getNextAt();
        state = with(asks.asked(state(), "q1", 32 * SECOND));

        assertThat(asking().getAsked()).isEqualTo(1);
        assertThat(asking().getNextAt()).isEqualTo(next).isGreaterThanOrEqualTo(31 * SECOND + SPACING);
        assertThat(asks.asked(state(), null, 33 * SECOND)).isEqualTo(asking());
    }

    /** Whatever happens to an order, in any order: two questions are never closer than the limit, and none is asked of a final one. */
    @Test
    void shouldKeepTheLimitOverAnyHistory() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            List<String> told = new ArrayList<>();
            state = null;
            long expires = Long.MIN_VALUE;
            long now = 0;
            for (int i = 0; i < 60; i++) {
                now += random.nextInt(200_000);
                told.add(now + " " + happens(random, now));
                AskingState asking = state == null ? null : state.getAsking();
                if (state == null || asking == null || asking.getNextAt() == null) {
                    continue;
                }
                assertThat(rules.isFinal(state.getStatus()))
                        .as("seed %d: %s", seed, told)
                        .isFalse();
                if (asking.getNextAt() <= now) {
                    Asks.Sent sent = send(now);
                    assertThat(expires == Long.MIN_VALUE ? SPACING : now - expires)
                            .as("seed %d: %s", seed, told)
                            .isGreaterThanOrEqualTo(70 * SECOND);
                    expires = sent.expiresAt();
                    told.add("sent " + sent.id());
                }
            }
        }
    }

    private String happens(Random random, long now) {
        int what = random.nextInt(12);
        switch (what) {
            case 0, 1 -> take(report(now, Told.PENDING));
            case 2 -> take(report(now, Told.EXPIRED));
            case 3 -> take(paid(now, null));
            case 4 -> take(new ResendAsked("o", now, true));
            case 5 -> take(new Placing("p", now, "a" + now, "h", 100L, null));
            case 6 -> take(new NotCalled("n", now, state == null ? "a" : String.valueOf(state.getWinner())));
            case 7 -> take(new GaveUp("g", now, random.nextBoolean() ? null : lastQuestion()));
            case 8 -> note(state == null ? null : asks.asked(state, random.nextBoolean() ? "x" : lastQuestion(), now));
            default -> note(state == null ? null : asks.hinted(state, now));
        }
        return "event " + what;
    }

    private @Nullable String lastQuestion() {
        AskingState asking = state == null ? null : state.getAsking();
        return asking == null ? null : asking.getQuestion();
    }

    private void note(@Nullable AskingState asking) {
        if (state != null) {
            state = with(asking);
        }
    }

    private OrderState withFirstQuestion(Asks other) {
        GatewayReport report = report(0, Told.PENDING);
        OrderDecision decision = rules.decide(null, report, Policy.DEFAULT);
        OrderState open = Objects.requireNonNull(decision.state());
        return OrderState.newBuilder(open)
                .setAsking(other.decided(null, decision, report))
                .build();
    }

    private static List<Asks.Sent> untilTheLast(Asks other, OrderState open) {
        List<Asks.Sent> sent = new ArrayList<>();
        AskingState asking = open.getAsking();
        while (asking.getNextAt() != null) {
            sent.add(other.send(open, asking, asking.getNextAt()));
            asking = sent.getLast().after();
        }
        return sent;
    }

    private void take(Evidence evidence) {
        OrderState before = state;
        OrderDecision decision = rules.decide(before, evidence, Policy.DEFAULT);
        state = decision.state();
        if (state != null) {
            state = with(asks.decided(before, decision, evidence));
        }
    }

    private Asks.Sent send(long now) {
        Asks.Sent sent = asks.send(state(), asking(), now);
        state = with(sent.after());
        return sent;
    }

    private OrderState with(@Nullable AskingState asking) {
        return OrderState.newBuilder(state()).setAsking(asking).build();
    }

    private OrderState state() {
        return Objects.requireNonNull(state);
    }

    private AskingState asking() {
        return Objects.requireNonNull(state().getAsking());
    }

    private GatewayReport report(long at, Told told) {
        return new GatewayReport("r" + ++records, at, told, null, null, null, null, null, null);
    }

    private GatewayReport paid(long at, @Nullable Long paidMinor) {
        return new GatewayReport("r" + ++records, at, Told.PAID, paidMinor, null, null, null, null, null);
    }
}
