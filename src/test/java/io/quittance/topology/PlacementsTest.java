package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quittance.config.Policy;
import io.quittance.events.AnswerGiven;
import io.quittance.events.AttemptAnswer;
import io.quittance.events.EventKind;
import io.quittance.events.OrderStatus;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Placement;
import io.quittance.events.PlacementDecision;
import io.quittance.events.PlacingAnswer;
import io.quittance.events.QueryDue;
import io.quittance.events.Source;
import io.quittance.gateways.MessageType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edges that place read of their attempts (DESIGN section 6). */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class PlacementsTest {
    private static final String ORDER = "20191234567890123456";
    private static final Golden ACCEPTED = Golden.of("zonghe", MessageType.PAYMENT_RESPONSE, "accepted");
    private static final URI GATEWAY = URI.create("https://gw.example");

    @TempDir
    Path state;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(
                state,
                ACCEPTED.calling(GATEWAY, "shop", Policy.DEFAULT),
                Golden.of("lianhe", MessageType.PAYOUT_RESPONSE, "accepted").calling(GATEWAY, "out", Policy.DEFAULT));
    }

    @AfterEach
    void close() {
        rig.assertAccountedFor();
        rig.close();
    }

    @Test
    void shouldLetTheFirstAttemptWinAndTellTheOthersWhy() {
        rig.send(placing("r1", "a1", 10_000));
        rig.send(placing("r2", "a2", 10_000));
        rig.send(placing("r3", "a3", 9_999));

        assertThat(rig.placements.values())
                .extracting(Placement::getAttempt, Placement::getDecision, Placement::getWinner)
                .containsExactly(
                        tuple("a1", PlacementDecision.WON, "a1"),
                        tuple("a2", PlacementDecision.SAME, "a1"),
                        tuple("a3", PlacementDecision.TAKEN, "a1"));
        assertThat(rig.placements.all()).allSatisfy(row -> {
            assertThat(row.key).isEqualTo("shop/" + ORDER);
            assertThat(row.value.getKind()).isEqualTo(EventKind.PAYMENT);
            assertThat(row.value.getLeaseUntil()).isEqualTo(Attempts.LEASE_UNTIL);
            assertThat(row.value.getAnswered()).isNull();
        });
        assertThat(rig.orders.all()).hasSize(1);
        assertThat(rig.placements.last().getRow()).isEqualTo(rig.orders.last());
    }

    @Test
    void shouldRepeatTheFirstAnswerToEverybodyWhoAsksForTheSame() {
        Golden paid = Golden.of("zonghe", MessageType.PAYMENT_CALLBACK, "paid");
        rig.send(placing("r1", "a1", 10_000));
        rig.send(placing("r2", "a2", 10_000));

        rig.send(Letter.of("r3", "shop", ORDER, ACCEPTED).with(Attempts.answered("a1")));
        Placement answered = rig.placements.last();
        rig.send(Letter.of("r4", "shop", ORDER, paid).at(Letter.NOON.plusSeconds(86_400)));
        rig.send(placing("r5", "a5", 10_000));

        assertThat(answered.getDecision()).isEqualTo(PlacementDecision.ANSWERED);
        assertThat(answered.getAnswered())
                .isEqualTo(new PlacingAnswer("r3", AnswerGiven.ACCEPTED, "1", "ok", "https://gw.example/go/1", null));
        assertThat(rig.placements.all()).hasSize(4);
        assertThat(rig.placements.last().getDecision()).isEqualTo(PlacementDecision.SAME);
        assertThat(rig.placements.last().getAnswered()).isEqualTo(answered.getAnswered());
    }

    @Test
    void shouldKeepThePageOnlyWhereThereIsNoUrl() {
        Golden page = Golden.of("zonghe", MessageType.PAYMENT_RESPONSE, "accepted-content-only");
        rig.send(placing("r1", "a1", 10_000));

        rig.send(Letter.of("r2", "shop", ORDER, page).with(Attempts.answered("a1")));

        assertThat(rig.placements.last().getAnswered().getPayPage()).isEqualTo("<form action=x></form>");
        assertThat(rig.placements.last().getAnswered().getPayUrl()).isNull();
    }

    @Test
    void shouldTellTheOthersThatTheGatewayRefused() {
        Golden refused = Golden.of("zonghe", MessageType.PAYMENT_RESPONSE, "refused");
        rig.send(placing("r1", "a1", 10_000));

        rig.send(Letter.of("r2", "shop", ORDER, refused).with(Attempts.answered("a1")));
        rig.send(placing("r3", "a3", 10_000));

        assertThat(rig.orders.last().getStatus()).isEqualTo(OrderStatus.FAILED);
        assertThat(rig.placements.last().getDecision()).isEqualTo(PlacementDecision.SAME);
        assertThat(rig.placements.last().getAnswered())
                .isEqualTo(new PlacingAnswer("r2", AnswerGiven.REFUSED, "0", "金额错误", null, null));
    }

    @Test
    void shouldFreeTheOrderOfAWinnerThatDidNotCall() {
        rig.send(placing("r1", "a1", 10_000));

        rig.send(own("r2", AttemptAnswer.NOT_CALLED, "a1"));
        Placement freed = rig.placements.last();
        rig.send(placing("r3", "a3", 9_999));

        assertThat(freed.getDecision()).isEqualTo(PlacementDecision.FREED);
        assertThat(freed.getWinner()).isEqualTo("a1");
        assertThat(rig.placements.last().getDecision()).isEqualTo(PlacementDecision.WON);
        assertThat(rig.placements.last().getWinner()).isEqualTo("a3");
        assertThat(rig.orders.last().getOrderedMinor()).isEqualTo(9_999);
    }

    @Test
    void shouldNeverFreeWhatWasCalled() {
        rig.send(placing("r1", "a1", 10_000));

        rig.send(own("r2", AttemptAnswer.UNANSWERED, "a1"));
        Placement unanswered = rig.placements.last();
        rig.send(own("r3", AttemptAnswer.NOT_CALLED, "a1"));
        rig.send(placing("r4", "a4", 10_000));

        assertThat(unanswered.getDecision()).isEqualTo(PlacementDecision.ANSWERED);
        assertThat(unanswered.getAnswered().getGiven()).isEqualTo(AnswerGiven.UNANSWERED);
        assertThat(rig.placements.all()).hasSize(3);
        assertThat(rig.placements.last().getDecision()).isEqualTo(PlacementDecision.SAME);
    }

    @Test
    void shouldKeepARealAnswerThatCameAfterAll() {
        rig.send(placing("r1", "a1", 10_000));
        rig.send(own("r2", AttemptAnswer.UNANSWERED, "a1"));

        rig.send(Letter.of("r3", "shop", ORDER, ACCEPTED).with(Attempts.answered("a1")));
        rig.send(own("r4", AttemptAnswer.UNANSWERED, "a1"));

        assertThat(rig.placements.last().getAnswered().getId()).isEqualTo("r3");
        assertThat(rig.orders.last().getStatus()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void shouldNotLetAnybodyWaitForAnAnswerThatCannotBeBelieved() {
        rig.send(placing("r1", "a1", 10_000));
        Letter answer = Letter.of("r2", "shop", ORDER, ACCEPTED).with(Attempts.answered("a1"));

        Outcome outcome = rig.send(answer.saying("<html>502 Bad Gateway</html>"));

        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.REJECTED);
        assertThat(rig.quarantine.all()).hasSize(1);
        assertThat(rig.placements.last().getDecision()).isEqualTo(PlacementDecision.ANSWERED);
        assertThat(rig.placements.last().getAnswered().getGiven()).isEqualTo(AnswerGiven.UNDECIDED);
        assertThat(rig.orders.all()).hasSize(1);
        assertThat(rig.orders.last().getLastEvidence()).isEqualTo("r1");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 407, 408, 425, 429, 500, 502, 503, 504})
    void shouldDecideNothingByWhatAProxyAnswersThoughItReadsLikeARefusal(int status) {
        Golden refused = Golden.of("zonghe", MessageType.PAYMENT_RESPONSE, "refused");
        rig.send(placing("r1", "a1", 10_000));

        Outcome outcome = rig.send(Letter.of("r2", "shop", ORDER, refused)
                .with(Attempts.answered("a1"))
                .status(status));
        rig.waitFor(Duration.ofMinutes(2));

        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.VERIFIED);
        assertThat(rig.orders.last().getStatus()).isEqualTo(OrderStatus.PLACED);
        assertThat(rig.placements.last().getAnswered())
                .isEqualTo(new PlacingAnswer("r2", AnswerGiven.UNDECIDED, "0", "金额错误", null, null));
        assertThat(rig.due.values()).extracting(QueryDue::getOrder).containsExactly(ORDER);
    }

    @Test
    void shouldNotSendAPayerToWhatAProxyAnswers() {
        rig.send(placing("r1", "a1", 10_000));

        rig.send(Letter.of("r2", "shop", ORDER, ACCEPTED)
                .with(Attempts.answered("a1"))
                .status(503));

        assertThat(rig.orders.last().getStatus()).isEqualTo(OrderStatus.PLACED);
        assertThat(rig.placements.last().getAnswered().getGiven()).isEqualTo(AnswerGiven.UNDECIDED);
        assertThat(rig.placements.last().getAnswered().getPayUrl()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 422})
    void shouldTakeARefusalOfTheGatewaysOwn(int status) {
        Golden refused = Golden.of("lianhe", MessageType.PAYOUT_RESPONSE, "invalid_data");
        String order = "P-M-20260301-0001";
        rig.send(
                Letter.own("r1", Source.PLACING, EventKind.PAYOUT, "out", order).with(Attempts.placing("a1", 50_000L)));

        rig.send(Letter.of("r2", "out", order, refused)
                .with(Attempts.answered("a1"))
                .status(status));

        assertThat(rig.placements.last().getRow().getStatus()).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void shouldSayTakenOfAnOrderThatWasReportedWithoutAPlacing() {
        Golden paid = Golden.of("zonghe", MessageType.PAYMENT_CALLBACK, "paid");
        rig.send(Letter.of("r1", "shop", ORDER, paid));
        assertThat(rig.placements.all()).isEmpty();

        rig.send(placing("r2", "a2", 10_000));

        assertThat(rig.placements.last().getDecision()).isEqualTo(PlacementDecision.TAKEN);
        assertThat(rig.placements.last().getWinner()).isNull();
        assertThat(rig.placements.last().getLeaseUntil()).isNull();
    }

    @Test
    void shouldTakeOnlyTheWinnersAnswer() {
        rig.send(placing("r1", "a1", 10_000));

        rig.send(Letter.of("r2", "shop", ORDER, ACCEPTED).with(Attempts.answered("a2")));
        rig.send(placing("r3", "a3", 10_000));

        assertThat(rig.placements.all()).hasSize(2);
        assertThat(rig.placements.last().getAnswered()).isNull();
    }

    @Test
    void shouldShowNoAccountNumberThatAGatewayRepeats() {
        Golden refused = Golden.of("lianhe", MessageType.PAYOUT_RESPONSE, "invalid_data");
        String order = "P-M-20260301-0001";
        rig.send(
                Letter.own("r1", Source.PLACING, EventKind.PAYOUT, "out", order).with(Attempts.placing("a1", 50_000L)));
        Letter answer = Letter.of("r2", "out", order, refused).with(Attempts.answered("a1"));

        rig.send(answer.saying(
                "{\"error\":\"invalid_data\",\"errorMessage\":\"no card 6222021234567890, code 1234567\"}"));

        assertThat(rig.placements.last().getKind()).isEqualTo(EventKind.PAYOUT);
        assertThat(rig.placements.last().getRow().getStatus()).isEqualTo(OrderStatus.REJECTED);
        assertThat(rig.placements.last().getAnswered())
                .isEqualTo(new PlacingAnswer(
                        "r2",
                        AnswerGiven.REFUSED,
                        "invalid_data",
                        "no card ************7890, code 1234567",
                        null,
                        null));
    }

    @Test
    void shouldBoundWhatItKeepsOfAnAnswer() {
        rig.send(placing("r1", "a1", 10_000));
        Letter answer = Letter.of("r2", "shop", ORDER, ACCEPTED).with(Attempts.answered("a1"));

        rig.send(answer.saying("{\"status\":1,\"message\":\"" + "金".repeat(2_000)
                + "\",\"data\":{\"redirect_url\":\"https://gw.example/" + "a".repeat(5_000)
                + "\",\"content\":\"" + "b".repeat(20_000) + "\"}}"));

        assertThat(rig.placements.last().getAnswered())
                .isEqualTo(new PlacingAnswer("r2", AnswerGiven.ACCEPTED, "1", "金".repeat(500), null, null));
    }

    private static Letter placing(String id, String attempt, long amountMinor) {
        return Letter.own(id, Source.PLACING, EventKind.PAYMENT, "shop", ORDER)
                .with(Attempts.placing(attempt, amountMinor));
    }

    private static Letter own(String id, AttemptAnswer answer, String attempt) {
        return Letter.own(id, Source.PLACE_ANSWER, EventKind.PAYMENT, "shop", ORDER)
                .with(Attempts.of(attempt, answer));
    }
}
