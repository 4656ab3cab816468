package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Account;
import io.quittance.config.Policy;
import io.quittance.config.Settings;
import io.quittance.events.ConflictKind;
import io.quittance.events.Decision;
import io.quittance.events.DecisionAction;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.OrderStatus;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.QueryDue;
import io.quittance.events.Question;
import io.quittance.events.Source;
import io.quittance.gateways.MessageType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes out to be asked, and when, under the real topology (DESIGN section 5, "Due"). */
class DueTest {
    private static final int SEEDS = Math.max(1, Integer.getInteger("quittance.seeds", 300) / 30);
    private static final String ORDER = "20191234567890123456";
    private static final String RESENT = "M-20260301-0001";
    private static final URI GATEWAY = URI.create("https://gw.example");
    private static final Golden PAID = Golden.of("zonghe", MessageType.PAYMENT_CALLBACK, "paid");
    private static final Golden PENDING = Golden.of("zonghe", MessageType.PAYMENT_CALLBACK, "pay-status--1");
    private static final Golden FORGED = Golden.of("zonghe", MessageType.PAYMENT_CALLBACK, "other-secret");
    private static final Golden AMOUNTLESS = Golden.of("lianhe", MessageType.PAYMENT_QUERY_RESPONSE, "status-1");

    @TempDir
    Path state;

    @Test
    void shouldSendAQuestionOnceItIsDue() {
        try (Rig rig = new Rig(state, shop())) {
            rig.send(placing("r1", ORDER));

            rig.waitFor(Duration.ofSeconds(29));
            assertThat(rig.due.all()).isEmpty();
            rig.waitFor(Duration.ofSeconds(8));
            rig.waitFor(Duration.ofSeconds(60));

            Instant sentAt = Letter.NOON.plusSeconds(37);
            assertThat(rig.due.all()).singleElement().satisfies(row -> {
                assertThat(row.key).isEqualTo("shop");
                assertThat(row.value)
                        .isEqualTo(new QueryDue(
                                row.value.getId(),
                                EventKind.PAYMENT,
                                "shop",
                                ORDER,
                                0,
                                sentAt,
                                sentAt.plusSeconds(90),
                                false,
                                false));
            });
            rig.assertAccountedFor();
        }
    }

    @Test
    void shouldWriteNothingToTheIndexForWhatTheFirstCallbackMakesFinal() {
        try (Rig rig = new Rig(state, shop())) {
            rig.send(Letter.of("r1", "shop", ORDER, PAID));
            rig.waitFor(Duration.ofDays(1));

            assertThat(rig.due.all()).isEmpty();
            assertThat(rig.topics())
                    .contains("test-payments-by-id-changelog")
                    .doesNotContain("test-due-by-time-changelog", "test.due");
        }
    }

    @Test
    void shouldTakeAnOrderOffTheAgendaOnceItIsFinal() {
        try (Rig rig = new Rig(state, shop())) {
            rig.send(placing("r1", ORDER));
            rig.send(Letter.of("r2", "shop", ORDER, PENDING));
            assertThat(rig.agenda()).hasSize(1);

            rig.send(Letter.of("r3", "shop", ORDER, PAID));
            rig.waitFor(Duration.ofDays(1));

            assertThat(rig.agenda()).isEmpty();
            assertThat(rig.due.all()).isEmpty();
        }
    }

    @Test
    void shouldNotAskWhereThereIsNobodyToAsk() {

        try (Rig rig = new Rig(state, PAID.account("shop", Policy.DEFAULT, Rig.ALWAYS), other())) {
            rig.send(placing("r1", ORDER));
            rig.send(Letter.own("r2", Source.PLACING, EventKind.PAYOUT, "other", ORDER)
                    .with(Attempts.placing("a2", 100L)));
            rig.waitFor(Duration.ofDays(1));

            assertThat(rig.agenda()).isEmpty();
            assertThat(rig.due.all()).isEmpty();
        }
    }

    @Test
    void shouldAskOnceTheAccountIsBackInTheSettings() {
        try (Rig before = new Rig(state.resolve("1"), shop());
                Rig without = new Rig(state.resolve("2"), other());
                Rig unaskable = new Rig(state.resolve("3"), PAID.account("shop", Policy.DEFAULT, Rig.ALWAYS));
                Rig after = new Rig(state.resolve("4"), shop())) {
            before.send(placing("r1", ORDER));
            without.goOnFrom(before);
            without.waitFor(Duration.ofHours(1));
            unaskable.goOnFrom(without);
            unaskable.waitFor(Duration.ofHours(3));

            after.goOnFrom(unaskable);
            after.waitFor(Duration.ofMinutes(239));
            List<QueryDue> tooSoon = after.due.values();
            after.waitFor(Duration.ofMinutes(61));

            assertThat(without.due.all()).isEmpty();
            assertThat(unaskable.due.all()).isEmpty();
            assertThat(unaskable.agenda()).containsExactly(unaskable.nextAt("shop/" + ORDER));
            assertThat(tooSoon).isEmpty();
            assertThat(after.due.values()).extracting(QueryDue::getOrder).containsExactly(ORDER);
            assertThat(after.agenda()).containsExactly(after.nextAt("shop/" + ORDER));
        }
    }

    @Test
    void shouldLetOrdersThatNobodyCanBeAskedAboutDelayNoOther() {
        int many = 5 * EmitDue.MOST_PER_TICK;
        try (Rig before = new Rig(state.resolve("1"), shop(), other());
                Rig after = new Rig(state.resolve("2"), shop())) {
            for (int order = 0; order < many; order++) {
                before.send(Letter.own("r" + order, Source.PLACING, EventKind.PAYMENT, "other", "O" + order)
                        .with(Attempts.placing("a" + order, 10_000L)));
            }
            before.send(placing("late", ORDER).at(Letter.NOON.plusSeconds(10)));
            after.goOnFrom(before);

            after.waitFor(Duration.ofSeconds(60));

            long now = Letter.NOON.plusSeconds(60).toEpochMilli();
            long hour = Duration.ofHours(1).toMillis();
            List<Long> postponed =
                    after.agenda().stream().filter(time -> time >= now + hour).toList();
            assertThat(after.due.values()).extracting(QueryDue::getOrder).containsExactly(ORDER);
            assertThat(postponed).hasSize(many).allMatch(time -> time <= now + 2 * hour);
            assertThat(postponed.stream()
                            .collect(Collectors.groupingBy(
                                    time -> (time - now - hour) / (hour / 60), Collectors.counting()))
                            .values())
                    .as("by the minute")
                    .allMatch(together -> together < many / 20);
        }
    }

    @Test
    void shouldBeginToAskWithTheNextRecordOfAnOrderThatWasOpenBefore() {
        try (Rig unaskable = new Rig(state.resolve("1"), PAID.account("shop", Policy.DEFAULT, Rig.ALWAYS));
                Rig after = new Rig(state.resolve("2"), shop())) {
            unaskable.send(placing("r1", ORDER));
            after.goOnFrom(unaskable);

            after.send(placing("r2", ORDER));
            after.waitFor(Duration.ofMinutes(1));

            assertThat(unaskable.agenda()).isEmpty();
            assertThat(after.due.values()).extracting(QueryDue::getOrder).containsExactly(ORDER);
        }
    }

    @Test
    void shouldTakeAnOrderOffTheAgendaThoughItsGatewayCannotBeAskedAnyMore() {
        try (Rig before = new Rig(state.resolve("1"), shop());
                Rig unaskable = new Rig(state.resolve("2"), PAID.account("shop", Policy.DEFAULT, Rig.ALWAYS))) {
            before.send(placing("r1", ORDER));
            unaskable.goOnFrom(before);

            unaskable.send(Letter.of("r2", "shop", ORDER, PAID));

            assertThat(before.agenda()).hasSize(1);
            assertThat(unaskable.agenda()).isEmpty();
        }
    }

    @Test
    void shouldSendNothingWhileRebuilding() {
        Settings.Asking silent =
                new Settings.Asking(false, Duration.ofDays(1), Duration.ofHours(1), Duration.ofSeconds(90), 3);
        try (Rig rig = new Rig(Rig.settings("localhost:9092", state, silent, shop()))) {
            rig.send(placing("r1", ORDER));
            rig.waitFor(Duration.ofDays(1));

            assertThat(rig.agenda()).hasSize(1);
            assertThat(rig.due.all()).isEmpty();
        }
    }

    @Test
    void shouldSendOnlySoManyAtATimeTheOldestFirst() {
        try (Rig rig = new Rig(state, shop())) {
            for (int order = 0; order < 450; order++) {
                rig.send(placing("r" + order, "O" + order));
            }

            rig.waitFor(Duration.ofSeconds(60));
            assertThat(rig.due.all()).hasSize(EmitDue.MOST_PER_TICK);
            rig.waitFor(EmitDue.TICK);
            assertThat(rig.due.all()).hasSize(2 * EmitDue.MOST_PER_TICK);
            rig.waitFor(EmitDue.TICK);

            assertThat(rig.due.values())
                    .extracting(QueryDue::getOrder)
                    .hasSize(450)
                    .doesNotHaveDuplicates();
            rig.send(placing("late", "late").at(Letter.NOON));
            rig.waitFor(EmitDue.TICK);
            assertThat(rig.due.last().getOrder())
                    .as("due before what was sent already")
                    .isEqualTo("late");
        }
    }

    @Test
    void shouldMakeAnOrderDueAtOnceThatARejectedCallbackOrABrowserReturnIsAbout() {
        try (Rig rig = new Rig(state, shop())) {
            rig.send(Letter.of("f0", "shop", ORDER, FORGED));
            rig.send(placing("r1", ORDER));
            rig.send(placing("r2", "O2"));

            rig.send(Letter.of("f1", "shop", ORDER, FORGED).at(Letter.NOON.plusSeconds(2)));
            rig.send(Letter.own("b1", Source.RETURN, EventKind.PAYMENT, "shop", "O2")
                    .at(Letter.NOON.plusSeconds(3)));
            rig.waitFor(Duration.ofSeconds(4));

            assertThat(rig.due.values()).extracting(QueryDue::getOrder).containsExactly(ORDER, "O2");
            assertThat(rig.orders.all()).as("no row says anything of it").hasSize(2);
            rig.assertAccountedFor();
        }
    }

    @Test
    void shouldAskForTheCallbackOfAnOrderWhoseAmountNobodyNamed() {
        try (Rig rig = new Rig(state, AMOUNTLESS.calling(GATEWAY, "shop", Policy.DEFAULT))) {
            rig.send(Letter.of("r1", "shop", RESENT, AMOUNTLESS));

            rig.waitFor(Duration.ofSeconds(1));

            assertThat(rig.orders.last().getStatus()).isEqualTo(OrderStatus.HELD);
            assertThat(rig.due.values())
                    .singleElement()
                    .satisfies(due -> assertThat(due.getResend()).isTrue());
        }
    }

    @Test
    void shouldAskForTheCallbackWhenAnOperatorWantsItAndTheGatewayCan() {
        Golden waiting = Golden.of("lianhe", MessageType.PAYMENT_QUERY_RESPONSE, "status-0");
        Decision resend = new Decision(DecisionAction.RESEND, null, "the payer has a receipt", "");
        Letter wish = Letter.own("o1", Source.OPERATOR, EventKind.PAYMENT, "shop", RESENT)
                .with(resend);
        try (Rig rig = new Rig(state, waiting.calling(GATEWAY, "shop", Policy.DEFAULT), other())) {
            assertThat(rig.send(wish).getEffect()).as("nobody knows it").isEqualTo(Effect.REFUSED);
            rig.send(Letter.of("r1", "shop", RESENT, waiting));
            rig.send(Letter.own("r2", Source.PLACING, EventKind.PAYMENT, "other", ORDER)
                    .with(Attempts.placing("a2", 100L)));

            Effect wished = rig.send(wish).getEffect();
            Effect impossible = rig.send(Letter.own("o2", Source.OPERATOR, EventKind.PAYMENT, "other", ORDER)
                            .with(resend))
                    .getEffect();
            rig.waitFor(Duration.ofSeconds(1));

            assertThat(wished).isEqualTo(Effect.SAME);
            assertThat(impossible).isEqualTo(Effect.REFUSED);
            assertThat(rig.due.values()).singleElement().satisfies(due -> {
                assertThat(due.getOrder()).isEqualTo(RESENT);
                assertThat(due.getResend()).isTrue();
            });
        }
    }

    @Test
    void shouldEndWithAQuestionThatSaysSoAndAConflict() {
        try (Rig rig = new Rig(state, shop())) {
            rig.send(placing("r1", ORDER));
            rig.waitFor(Duration.ofHours(25));
            QueryDue last = rig.due.last();
            Letter asked = Letter.own("r2", Source.ASKED, EventKind.PAYMENT, "shop", ORDER);

            assertThat(rig.send(asked.asking(new Question(last.getId(), ORDER))).getVerdict())
                    .isEqualTo(OutcomeVerdict.NOTED);
            rig.send(Letter.own("r3", Source.GAVE_UP, EventKind.PAYMENT, "shop", ORDER)
                    .asking(new Question(last.getId(), ORDER)));
            rig.waitFor(Duration.ofDays(2));

            assertThat(last.getLast()).isTrue();
            assertThat(rig.due.all()).hasSize(1);
            assertThat(rig.conflicts.last().getConflict()).isEqualTo(ConflictKind.UNRESOLVED);
            assertThat(rig.agenda()).isEmpty();
        }
    }

    /** Callbacks, forgeries, returns and pollers in any order: no order is asked about too soon, twice for one question, or when final. */
    @Test
    void shouldKeepEveryDistanceOverSeededHistories() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try (Rig rig = new Rig(state, shop())) {
                play(rig, new Random(seed));

                assertSpaced(rig, "seed " + seed);
                rig.assertAccountedFor();
            }
        }
    }

    private static void play(Rig rig, Random random) {
        Instant now = Letter.NOON;
        for (int i = 0; i < 120; i++) {
            Duration pause = Duration.ofMillis(random.nextInt(90_000));
            rig.waitFor(pause);
            now = now.plus(pause);
            String order = "O" + random.nextInt(4);
            String id = "r" + i;
            Letter letter = switch (random.nextInt(5)) {
                case 0 -> placing(id, order);
                case 1 -> Letter.of(id, "shop", ORDER, random.nextInt(12) == 0 ? PAID : PENDING);
                case 2 -> Letter.own(id, Source.RETURN, EventKind.PAYMENT, "shop", order);
                case 3 -> Letter.of(id, "shop", ORDER, FORGED);
                default -> asked(rig, id, order);
            };
            rig.send(letter.at(now));
        }
    }

    private static Letter asked(Rig rig, String id, String order) {
        List<QueryDue> sent = rig.due.values();
        String question = sent.isEmpty() ? "none" : sent.getLast().getId();
        String about = sent.isEmpty() ? order : sent.getLast().getOrder();
        return Letter.own(id, Source.ASKED, EventKind.PAYMENT, "shop", about).asking(new Question(question, about));
    }

    private static void assertSpaced(Rig rig, String history) {
        assertThat(rig.due.values()).as(history).isNotEmpty();
        assertThat(rig.due.values()).extracting(QueryDue::getId).as(history).doesNotHaveDuplicates();
        Map<String, List<QueryDue>> byOrder = new HashMap<>();
        for (QueryDue due : rig.due.values()) {
            byOrder.computeIfAbsent(due.getOrder(), order -> new ArrayList<>()).add(due);
        }
        Instant paid = rig.settlements.values().isEmpty()
                ? Instant.MAX
                : rig.settlements.last().getSettledAt();
        byOrder.forEach((order, sent) -> {
            for (int i = 0; i < sent.size(); i++) {
                assertThat(sent.get(i).getAttempt()).as(history).isEqualTo(i);
                assertThat(order.equals(ORDER) && sent.get(i).getNotBefore().isAfter(paid))
                        .as(history)
                        .isFalse();
                if (i > 0) {
                    assertThat(Duration.between(
                                    sent.get(i - 1).getExpiresAt(), sent.get(i).getNotBefore()))
                            .as(history + " of " + order)
                            .isGreaterThanOrEqualTo(Duration.ofSeconds(70));
                }
            }
        });
    }

    private static Account shop() {
        return PAID.calling(GATEWAY, "shop", Policy.DEFAULT);
    }

    private static Account other() {
        return PAID.calling(GATEWAY, "other", Policy.DEFAULT);
    }

    private static Letter placing(String id, String order) {
        return Letter.own(id, Source.PLACING, EventKind.PAYMENT, "shop", order)
                .with(Attempts.placing("a-" + id, 10_000L));
    }
}
