package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.events.AttemptAnswer;
import io.quittance.events.ConflictKind;
import io.quittance.events.Coverage;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.OrderStatus;
import io.quittance.events.Outcome;
import io.quittance.events.Payout;
import io.quittance.events.Source;
import io.quittance.gateways.MessageType;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payouts: decided by order, written by the step behind {@code ledger-moves}. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class PayoutStepsTest {
    private static final String ORDER = "P-M-20260301-0001";
    private static final Golden PAID_OUT = Golden.of("lianhe", MessageType.PAYOUT_CALLBACK, "paid-out");

    @TempDir
    Path state;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(state, PAID_OUT.account("shop", Policy.DEFAULT, Rig.ALWAYS));
    }

    @AfterEach
    void close() {
        rig.assertAccountedFor();
        rig.close();
    }

    @Test
    void shouldWriteEveryVersionOfAPayoutByItsOrder() {
        Golden accepted = Golden.of("lianhe", MessageType.PAYOUT_RESPONSE, "accepted");

        rig.send(placing(50_000));
        rig.send(Letter.of("r2", "shop", ORDER, accepted).with(Attempts.answered("a1")));
        Outcome paid = rig.send(Letter.of("r3", "shop", ORDER, PAID_OUT));
        Outcome again = rig.send(Letter.of("r4", "shop", ORDER, PAID_OUT));

        assertThat(rig.payouts.values())
                .extracting(Payout::getStatus)
                .containsExactly(OrderStatus.PLACED, OrderStatus.ACCEPTED, OrderStatus.PAID);
        assertThat(rig.payouts.values()).extracting(Payout::getRevision).containsExactly(1L, 2L, 3L);
        assertThat(rig.payouts.all()).allSatisfy(row -> {
            assertThat(row.key).isEqualTo("shop/" + ORDER);
            assertThat(row.value.getCoverage()).isEqualTo(Coverage.UNKNOWN);
            assertThat(row.value.getOrderedMinor()).isEqualTo(50_000);
        });
        assertThat(paid.getSettled()).isTrue();
        assertThat(again.getSettled()).isFalse();
        assertThat(rig.settlements.values()).singleElement().satisfies(settlement -> {
            assertThat(settlement.getKind()).isEqualTo(EventKind.PAYOUT);
            assertThat(settlement.getAmountMinor()).isEqualTo(50_000);
        });
        assertThat(rig.orders.all()).isEmpty();
    }

    @Test
    void shouldSettleMoneyThatLeftEvenAtAnotherAmount() {
        rig.send(placing(40_000));

        Outcome outcome = rig.send(Letter.of("r2", "shop", ORDER, PAID_OUT));

        assertThat(outcome.getTo()).isEqualTo(OrderStatus.PAID);
        assertThat(rig.conflicts.last().getConflict()).isEqualTo(ConflictKind.AMOUNT_MISMATCH);
        assertThat(rig.settlements.last().getAmountMinor()).isEqualTo(50_000);
    }

    @Test
    void shouldRejectWhatTheGatewayRefusesAndKeepItsCode() {
        Golden refused = Golden.of("lianhe", MessageType.PAYOUT_RESPONSE, "insufficient_balance");
        rig.send(placing(50_000));

        Outcome outcome = rig.send(Letter.of("r2", "shop", ORDER, refused).with(Attempts.answered("a1")));

        assertThat(outcome.getTo()).isEqualTo(OrderStatus.REJECTED);
        assertThat(rig.payouts.last().getReason()).isEqualTo("insufficient_balance");
        assertThat(rig.payouts.last().getFinal$()).isTrue();
    }

    @Test
    void shouldLeaveAPlacingThatNobodyAnsweredOpen() {
        rig.send(placing(50_000));

        Outcome unanswered = rig.send(answer("r2", AttemptAnswer.UNANSWERED));
        rig.send(answer("r3", AttemptAnswer.NOT_CALLED));
        Outcome next = rig.send(Letter.own("r4", Source.PLACING, EventKind.PAYOUT, "shop", ORDER)
                .with(Attempts.placing("a2", 60_000L)));

        assertThat(unanswered.getTo()).isEqualTo(OrderStatus.PLACED);
        assertThat(next.getEffect()).isEqualTo(Effect.REFUSED);
        assertThat(rig.payouts.last().getOrderedMinor()).isEqualTo(50_000);
    }

    @Test
    void shouldLetTheNextAttemptPlaceWhatTheWinnerDidNotCall() {
        rig.send(placing(50_000));

        Outcome notCalled = rig.send(answer("r2", AttemptAnswer.NOT_CALLED));
        Outcome next = rig.send(Letter.own("r3", Source.PLACING, EventKind.PAYOUT, "shop", ORDER)
                .with(Attempts.placing("a2", 60_000L)));

        assertThat(notCalled.getTo()).isEqualTo(OrderStatus.PLACED);
        assertThat(next.getTo()).isEqualTo(OrderStatus.PLACED);
        assertThat(rig.payouts.last().getOrderedMinor()).isEqualTo(60_000);
    }

    @Test
    void shouldKeepAPayoutApartFromAPaymentOfTheSameNumber() {
        rig.send(Letter.own("r1", Source.PLACING, EventKind.PAYMENT, "shop", ORDER)
                .with(Attempts.placing("a1", 700L)));

        rig.send(Letter.of("r2", "shop", ORDER, PAID_OUT));

        assertThat(rig.orders.last().getStatus()).isEqualTo(OrderStatus.PLACED);
        assertThat(rig.payouts.last().getStatus()).isEqualTo(OrderStatus.PAID);
        assertThat(rig.conflicts.all()).isEmpty();
    }

    private static Letter placing(long amountMinor) {
        return Letter.own("r1", Source.PLACING, EventKind.PAYOUT, "shop", ORDER)
                .with(Attempts.placing("a1", amountMinor));
    }

    private static Letter answer(String id, AttemptAnswer answer) {
        return Letter.own(id, Source.PLACE_ANSWER, EventKind.PAYOUT, "shop", ORDER)
                .with(Attempts.of("a1", answer));
    }
}
