package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.events.Effect;
import io.quittance.events.EventKind;
import io.quittance.events.OrderStatus;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Question;
import io.quittance.events.RejectionReason;
import io.quittance.events.Source;
import io.quittance.events.Transport;
import io.quittance.gateways.MessageType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed, what is kept apart and what is only noted; nothing here stops the topology. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class BeliefStepsTest {
    private static final String ORDER = "10000000480010";
    private static final String KEY = "shop/" + ORDER;
    private static final Instant KEY_ADDED = Letter.NOON.minusSeconds(3_600);
    private static final Golden PAID = Golden.of("jings", MessageType.PAYMENT_CALLBACK, "paid");
    private static final Golden ANSWER = Golden.of("jings", MessageType.PAYMENT_QUERY_RESPONSE, "paid");

    @TempDir
    Path state;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(state, PAID.account("shop", Policy.DEFAULT, KEY_ADDED.toEpochMilli()));
    }

    @AfterEach
    void close() {
        rig.assertAccountedFor();
        rig.close();
    }

    @Test
    void shouldQuarantineAForgedMessageWithItsBytesAndSettleNothing() {
        String forged = PAID.body().replace("realpay=0.01", "realpay=9.99");

        Outcome outcome = rig.send(Letter.of("r1", "shop", ORDER, PAID).saying("payment-callback", forged));

        assertRejected(outcome, RejectionReason.BAD_SIGNATURE);
        assertThat(rig.quarantine.last().getBody()).isEqualTo(ByteBuffer.wrap(forged.getBytes(StandardCharsets.UTF_8)));
        assertThat(rig.quarantine.last().getReceivedOffset()).isZero();
        assertThat(rig.quarantine.all().getLast().key).isEqualTo(KEY);
    }

    @Test
    void shouldQuarantineWhatNamesAnUnknownAccount() {
        Outcome outcome = rig.send(Letter.of("r1", "nobody", ORDER, PAID));

        assertRejected(outcome, RejectionReason.UNKNOWN_ACCOUNT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "payment", "payout-callback", "payment-request", "payment-query-response", "browser-return"})
    void shouldQuarantineAMessageThatTheGatewayDoesNotCallBackWith(String message) {
        Outcome outcome = rig.send(Letter.of("r1", "shop", ORDER, PAID).saying(message, PAID.body()));

        assertRejected(outcome, RejectionReason.UNKNOWN_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop/other", "shop/?r1", "shop", "other/10000000480010", ""})
    void shouldNotTouchAnOrderUnderAnotherKeyThanItsOwn(String key) {
        Outcome outcome = rig.send(key, Letter.of("r1", "shop", ORDER, PAID));

        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.UNREADABLE);
        assertThat(outcome.getReason()).isEqualTo(RejectionReason.UNREADABLE_RECORD);
        assertThat(rig.quarantine.last().getDetail()).contains(ORDER);
        assertThat(rig.orders.all()).isEmpty();
    }

    @Test
    void shouldGoOnAfterBytesThatAreNoRecord() {
        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        byte[] whole = rig.events()
                .received()
                .toBytes(Letter.of("r0", "shop", ORDER, PAID).record());
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        byte[][] poison = {{}, {1, 2, 3}, {0, 0, 0, 0, 99, 1}, "status=1".getBytes(StandardCharsets.UTF_8), cut};

        for (byte[] bytes : poison) {
            Outcome outcome = rig.sendBytes(key, bytes);

            assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.UNREADABLE);
            assertThat(outcome.getId()).isNull();
            assertThat(rig.quarantine.last().getBody()).isEqualTo(ByteBuffer.wrap(bytes));
            assertThat(rig.quarantine.last().getDetail()).isNotBlank();
        }
        assertThat(rig.sendBytes(key, whole).getSettled()).isTrue();
        assertThat(rig.quarantine.all())
                .hasSize(poison.length)
                .allSatisfy(row -> assertThat(row.key).isEqualTo(KEY));
    }

    @Test
    void shouldGoOnAfterRecordsWithoutKeyOrValue() {
        byte[] value = rig.events()
                .received()
                .toBytes(Letter.of("r0", "shop", ORDER, PAID).record());

        Outcome noKey = rig.sendBytes(null, value);
        Outcome noText = rig.sendBytes(new byte[] {(byte) 0xff, 0x41}, value);
        Outcome noValue = rig.sendBytes(KEY.getBytes(StandardCharsets.UTF_8), null);

        assertThat(noKey.getVerdict()).isEqualTo(OutcomeVerdict.UNREADABLE);
        assertThat(noText.getVerdict()).isEqualTo(OutcomeVerdict.UNREADABLE);
        assertThat(noValue.getVerdict()).isEqualTo(OutcomeVerdict.UNREADABLE);
        assertThat(rig.quarantine.all()).extracting(row -> row.key).containsExactly("?0-0", "?0-1", KEY);
        assertThat(rig.settlements.all()).isEmpty();
    }

    @Test
    void shouldTakeABrowserReturnForAHintAndNoMore() {
        Golden signed = Golden.of("juhe", MessageType.BROWSER_RETURN, "signed");
        try (Rig juhe = new Rig(state.resolve("juhe"), signed.account("shop", Policy.DEFAULT, Rig.ALWAYS))) {
            Outcome outcome = juhe.send(Letter.of("r1", "shop", "20260301000000000001", signed));

            assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.NOTED);
            assertThat(outcome.getEffect()).isEqualTo(Effect.NONE);
            assertThat(outcome.getTo()).isNull();
            assertThat(juhe.orders.all()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POLLED, TLS, , true",
        "POLLED, LOOPBACK, , true",
        "POLLED, PLAIN, , false",
        "POLLED, UNSPECIFIED, , false",
        "POLLED, PLAIN, somebody, false",
        "RELAYED, PLAIN, shop-system, true",
        "RELAYED, TLS, , false"
    })
    void shouldBelieveAnUnsignedAnswerOnlyWhereItCannotBeForged(
            Source source, Transport transport, String principal, boolean believed) {
        Letter letter = Letter.of("r1", "shop", ORDER, ANSWER).by(source).over(transport, principal);

        Outcome outcome = rig.send(letter);

        assertThat(outcome.getSettled()).isEqualTo(believed);
        if (!believed) {
            assertRejected(outcome, RejectionReason.UNTRUSTED_TRANSPORT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 407, 408, 425, 429, 500, 503})
    void shouldBelieveASignedAnswerWhateverItsStatusAndAnUnsignedOneNot(int status) {
        Golden signed = Golden.of("juhe", MessageType.PAYMENT_QUERY_RESPONSE, "paid");
        try (Rig juhe = new Rig(state.resolve("juhe"), signed.account("shop", Policy.DEFAULT, Rig.ALWAYS))) {
            Outcome ofSigned = juhe.send(
                    Letter.of("r1", "shop", "20260301000000000001", signed).status(status));
            Outcome ofUnsigned = rig.send(Letter.of("r2", "shop", ORDER, ANSWER).status(status));

            assertThat(ofSigned.getSettled()).isTrue();
            assertThat(juhe.orders.last().getStatus()).isEqualTo(OrderStatus.PAID);
            assertThat(ofUnsigned.getVerdict()).isEqualTo(OutcomeVerdict.VERIFIED);
            assertThat(ofUnsigned.getSettled()).isFalse();
            assertThat(rig.orders.last().getStatus()).isEqualTo(OrderStatus.UNKNOWN);
        }
    }

    @Test
    void shouldNotBelieveAnAnswerWithoutItsQuestion() {
        Outcome none = rig.send(Letter.of("r1", "shop", ORDER, ANSWER).asking(null));
        Outcome another = rig.send(Letter.of("r2", "shop", ORDER, ANSWER).asking(new Question("q", "OTHER-1")));

        assertRejected(none, RejectionReason.ORDER_MISMATCH);
        assertRejected(another, RejectionReason.ORDER_MISMATCH);
    }

    @Test
    void shouldVerifyAReplayWithAKeyThatWasAddedSince() {
        Letter early = Letter.of("r1", "shop", ORDER, PAID).at(KEY_ADDED.minusSeconds(60));

        Outcome original = rig.send(early);
        Outcome tooEarly = rig.send(replay(early, "r2", KEY_ADDED.minusSeconds(30)));
        Outcome replayed = rig.send(replay(early, "r3", KEY_ADDED.plusSeconds(30)));
        Outcome again = rig.send(replay(early, "r4", KEY_ADDED.plusSeconds(40)));

        assertThat(original.getVerdict()).isEqualTo(OutcomeVerdict.REJECTED);
        assertThat(tooEarly.getVerdict()).isEqualTo(OutcomeVerdict.REJECTED);
        assertThat(rig.quarantine.all()).hasSize(1);
        assertThat(replayed.getSettled()).isTrue();
        assertThat(replayed.getReplayOf()).isEqualTo("r1");
        assertThat(rig.settlements.last().getSettledAt()).isEqualTo(KEY_ADDED.minusSeconds(60));
        assertThat(again.getEffect()).isEqualTo(Effect.DUPLICATE);
    }

    @Test
    void shouldBelieveABalanceThatIsNoOrders() {
        Golden balance = Golden.of("jings", MessageType.BALANCE_QUERY_RESPONSE, "ok");

        Outcome outcome = rig.send(Letter.of("r1", "shop", null, balance));

        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.VERIFIED);
        assertThat(outcome.getKind()).isEqualTo(EventKind.BALANCE);
        assertThat(outcome.getEffect()).isEqualTo(Effect.NONE);
    }

    @Test
    void shouldNoteWhatMovesNothing() {
        Outcome outcome = rig.send(Letter.own("r1", Source.ASKED, EventKind.PAYMENT, "shop", ORDER));

        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.NOTED);
        assertThat(outcome.getEffect()).isEqualTo(Effect.NONE);
        assertThat(rig.quarantine.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PLACING", "PLACE_ANSWER", "OPERATOR", "REPORTED", "UNSPECIFIED"})
    void shouldQuarantineARecordOfOurOwnThatLacksWhatItIsAbout(Source source) {
        Outcome outcome = rig.send(Letter.own("r1", source, EventKind.PAYMENT, "shop", ORDER));

        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.UNREADABLE);
        assertThat(rig.quarantine.last().getReason()).isEqualTo(RejectionReason.UNREADABLE_RECORD);
        assertThat(rig.orders.all()).isEmpty();
    }

    @Test
    void shouldRejectARowOfAStatementThatNamesNoMessage() {
        Outcome outcome = rig.send(Letter.own("r1", Source.STATEMENT, EventKind.PAYMENT, "shop", ORDER));

        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.REJECTED);
        assertThat(rig.quarantine.last().getReason()).isEqualTo(RejectionReason.UNKNOWN_MESSAGE);
        assertThat(rig.orders.all()).isEmpty();
    }

    @Test
    void shouldKeepAnOrderThatOnlyAnErrorAnswerNamesUnknown() {
        Golden error = Golden.of("jings", MessageType.PAYMENT_QUERY_RESPONSE, "query-failed");

        Outcome outcome = rig.send(Letter.of("r1", "shop", ORDER, error).over(Transport.PLAIN, null));

        assertThat(outcome.getTo()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(rig.settlements.all()).isEmpty();
    }

    private void assertRejected(Outcome outcome, RejectionReason reason) {
        assertThat(outcome.getVerdict()).isEqualTo(OutcomeVerdict.REJECTED);
        assertThat(outcome.getReason()).isEqualTo(reason);
        assertThat(outcome.getEffect()).isEqualTo(Effect.NONE);
        assertThat(rig.quarantine.last().getReason()).isEqualTo(reason);
        assertThat(rig.orders.all()).isEmpty();
        assertThat(rig.settlements.all()).isEmpty();
    }

    private static Letter replay(Letter original, String id, Instant time) {
        return original.named(id).replaying(original.record().getId(), time);
    }
}
