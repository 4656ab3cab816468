package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Account;
import io.quittance.config.Policy;
import io.quittance.events.ConflictKind;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.Order;
import io.quittance.events.OrderStatus;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Settlement;
import io.quittance.events.Source;
import io.quittance.gateways.MessageType;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the whole topology makes of the messages of the five gateways. */
class SettlementTopologyTest {
    static final List<Golden> PAID = List.of(
            Golden.of("yijuhe", MessageType.PAYMENT_CALLBACK, "paid-rsa2048"),
            Golden.of("jings", MessageType.PAYMENT_CALLBACK, "paid"),
            Golden.of("zonghe", MessageType.PAYMENT_CALLBACK, "paid"),
            Golden.of("juhe", MessageType.PAYMENT_CALLBACK, "paid"),
            Golden.of("juhe", MessageType.PAYMENT_QUERY_RESPONSE, "paid"));

    /** What each of them calls the order at its gateway. */
    private static final List<String> GATEWAY_ORDERS =
            List.of("S20261121177", "10000000480012", "A2019081800131154", "T2026030111223344", "T1");

    @TempDir
    Path state;

    static Stream<Golden> everyInboundVector() {
        return Golden.GATEWAYS.stream().flatMap(gateway -> Golden.inbound(gateway).stream());
    }

    @ParameterizedTest
    @MethodSource("everyInboundVector")
    void shouldJudgeEveryVectorAndGiveItOneOutcome(Golden vector) {
        Account account = vector.account("shop", Policy.DEFAULT, Rig.ALWAYS);
        String order = vector.queried() == null ? vector.expected("order") : vector.queried();
        Letter letter = Letter.of("r1", "shop", order, vector);
        Letter whole = letter.source() == Source.PLACE_ANSWER ? letter.with(Attempts.answered("a1")) : letter;
        try (Rig rig = new Rig(state, account)) {
            Outcome outcome = rig.send(whole);

            boolean verified = "VERIFIED".equals(vector.expected("verdict"));
            boolean hint = vector.type() == MessageType.BROWSER_RETURN;
            boolean paid = "PAID".equals(vector.expected("status"));
            assertThat(outcome.getVerdict())
                    .isEqualTo(
                            !verified
                                    ? OutcomeVerdict.REJECTED
                                    : hint ? OutcomeVerdict.NOTED : OutcomeVerdict.VERIFIED);
            assertThat(outcome.getReason() == null ? null : outcome.getReason().name())
                    .isEqualTo(vector.expected("reason"));
            assertThat(rig.quarantine.all()).hasSize(verified ? 0 : 1);
            assertThat(outcome.getTo() == OrderStatus.PAID || outcome.getTo() == OrderStatus.HELD)
                    .isEqualTo(paid);
            assertThat(outcome.getSettled()).isEqualTo(outcome.getTo() == OrderStatus.PAID);
            assertThat(rig.settlements.all()).hasSize(outcome.getSettled() ? 1 : 0);
            rig.assertAccountedFor();
        }
    }

    @ParameterizedTest
    @FieldSource("PAID")
    void shouldSettleAPaidOrderOnceHoweverOftenItIsReported(Golden vector) {
        String order = vector.expected("order");
        String key = "shop/" + order;
        try (Rig rig = new Rig(state, vector.account("shop", Policy.DEFAULT, Rig.ALWAYS))) {
            Outcome first = rig.send(Letter.of("r1", "shop", order, vector));
            Outcome second = rig.send(Letter.of("r2", "shop", order, vector).at(Letter.NOON.plusSeconds(60)));

            assertThat(first.getEffect()).isEqualTo(Effect.MOVED);
            assertThat(first.getSettled()).isTrue();
            assertThat(first.getKeyId()).isIn("k1", null);
            assertThat(second.getEffect()).isEqualTo(Effect.DUPLICATE);
            assertThat(second.getFrom()).isEqualTo(OrderStatus.PAID);
            assertThat(second.getSettled()).isFalse();
            assertThat(rig.settlements.all()).singleElement().satisfies(row -> {
                assertThat(row.key).isEqualTo(key);
                assertThat(String.valueOf(row.value.getAmountMinor())).isEqualTo(vector.expected("paidMinor"));
                assertThat(row.value.getSettledBy()).isEqualTo("r1");
                assertThat(row.value.getSettledAt()).isEqualTo(Letter.NOON);
            });
            assertThat(rig.settlements.last().getGatewayOrder()).isEqualTo(GATEWAY_ORDERS.get(PAID.indexOf(vector)));
            assertThat(rig.orders.all()).singleElement().satisfies(row -> {
                assertThat(row.key).isEqualTo(key);
                assertThat(row.value.getStatus()).isEqualTo(OrderStatus.PAID);
                assertThat(row.value.getGateway()).isEqualTo(vector.gateway());
                assertThat(row.value.getFinal$()).isTrue();
                assertThat(row.value.getSettled()).isTrue();
                assertThat(row.value.getLastEvidence()).isEqualTo("r1");
            });
            assertThat(rig.conflicts.all()).isEmpty();
            assertThat(rig.payouts.all()).isEmpty();
            assertThat(rig.quarantine.all()).isEmpty();
            rig.assertAccountedFor();
        }
    }

    @Test
    void shouldHoldWhatIsPaidOutOfPolicyAndSayWhy() {
        Golden vector = Golden.of("lianhe", MessageType.PAYMENT_CALLBACK, "paid");
        try (Rig rig = new Rig(state, vector.account("shop", Policy.DEFAULT, Rig.ALWAYS))) {
            Outcome outcome = rig.send(Letter.of("r1", "shop", "M-20260301-0001", vector));
            Outcome again = rig.send(Letter.of("r2", "shop", "M-20260301-0001", vector));

            assertThat(outcome.getTo()).isEqualTo(OrderStatus.HELD);
            assertThat(again.getEffect()).isEqualTo(Effect.DUPLICATE);
            assertThat(rig.settlements.all()).isEmpty();
            assertThat(rig.orders.all()).hasSize(1);
            Order row = rig.orders.last();
            assertThat(row.getReason()).isEqualTo("AMOUNT_MISMATCH");
            assertThat(row.getOrderedMinor()).isEqualTo(10_000);
            assertThat(row.getPaidMinor()).isEqualTo(9_998);
            assertThat(rig.conflicts.values()).singleElement().satisfies(conflict -> {
                assertThat(conflict.getConflict()).isEqualTo(ConflictKind.AMOUNT_MISMATCH);
                assertThat(conflict.getReportId()).isEqualTo("r1");
                assertThat(conflict.getReportMinor()).isEqualTo(9_998);
                assertThat(conflict.getOtherMinor()).isEqualTo(10_000);
                assertThat(conflict.getDetail()).isEqualTo("paid 99.98, ordered 100.00");
            });
        }
    }

    @Test
    void shouldSettleAHeldOrderOnceAnOperatorReleasesIt() {
        Golden vector = Golden.of("lianhe", MessageType.PAYMENT_CALLBACK, "paid");
        String order = "M-20260301-0001";
        Letter decision = Letter.own("r2", Source.OPERATOR, EventKind.PAYMENT, "shop", order);
        try (Rig rig = new Rig(state, vector.account("shop", Policy.DEFAULT, Rig.ALWAYS))) {
            rig.send(Letter.of("r1", "shop", order, vector));

            Outcome stale = rig.send(decision.with(Attempts.release(9_998, "something-older")));
            Outcome fresh = rig.send(decision.with(Attempts.release(9_998, "r1")));

            assertThat(stale.getEffect()).isEqualTo(Effect.REFUSED);
            assertThat(fresh.getEffect()).isEqualTo(Effect.MOVED);
            Settlement settlement = rig.settlements.last();
            assertThat(settlement.getAmountMinor()).isEqualTo(9_998);
            assertThat(settlement.getSettledBy()).isEqualTo("r2");
            assertThat(rig.settlements.all()).hasSize(1);
            rig.assertAccountedFor();
        }
    }

    @Test
    void shouldTakeAPlacingForTheOrderedAmount() {
        Golden vector = Golden.of("juhe", MessageType.PAYMENT_CALLBACK, "paid");
        String order = "20260301000000000001";
        Letter placing = Letter.own("r1", Source.PLACING, EventKind.PAYMENT, "shop", order);
        try (Rig rig = new Rig(state, vector.account("shop", Policy.DEFAULT, Rig.ALWAYS))) {
            Outcome won = rig.send(placing.with(Attempts.placing("a1", 9_999L)));
            Outcome taken = rig.send(Letter.own("r2", Source.PLACING, EventKind.PAYMENT, "shop", order)
                    .with(Attempts.placing("a2", 10_000L)));
            Outcome held = rig.send(Letter.of("r3", "shop", order, vector));

            assertThat(won.getTo()).isEqualTo(OrderStatus.PLACED);
            assertThat(taken.getEffect()).isEqualTo(Effect.REFUSED);
            assertThat(held.getTo()).isEqualTo(OrderStatus.HELD);
            assertThat(rig.conflicts.last().getOtherReportId()).isEqualTo("r1");
            assertThat(rig.settlements.all()).isEmpty();
        }
    }

    @Test
    void shouldRaiseWhatThePollerGaveUpOn() {
        Golden vector = Golden.of("jings", MessageType.PAYMENT_QUERY_RESPONSE, "waiting");
        String order = "10000000480010";
        try (Rig rig = new Rig(state, vector.account("shop", Policy.DEFAULT, Rig.ALWAYS))) {
            rig.send(Letter.of("r1", "shop", order, vector));

            Outcome outcome = rig.send(Letter.own("r2", Source.GAVE_UP, EventKind.PAYMENT, "shop", order));

            assertThat(outcome.getEffect()).isEqualTo(Effect.CONFLICT);
            assertThat(outcome.getTo()).isEqualTo(OrderStatus.PENDING);
            assertThat(rig.conflicts.last().getConflict()).isEqualTo(ConflictKind.UNRESOLVED);
            assertThat(rig.conflicts.last().getOtherReportId()).isEqualTo("r1");
        }
    }
}
