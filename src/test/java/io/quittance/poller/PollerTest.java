package io.quittance.poller;

import static io.quittance.poller.Imitation.saying;
import static io.quittance.poller.PollerRig.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.quittance.events.EventKind;
import io.quittance.events.QueryDue;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.events.Transport;
import io.quittance.poller.Imitation.Call;
import io.quittance.poller.PollerCounters.Counted;
import io.quittance.poller.PollerRig.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PollerTest {
    private static final String PAID = "{ \"no\": \"ORDER\", \"st\": \"1\", \"paid\": \"1.00\" }";

    @Test
    void shouldAskWhatIsDueAndKeepTheExactAnswer() throws Exception {
        try (PollerRig rig = PollerRig.start("asks.", "a")) {
            rig.gateway.manner("a", saying(200, PAID));
            QueryDue due = question("a", "A1").build();

            rig.poller();
            rig.due(due);
            rig.awaitAllDone();

            assertThat(rig.gateway.calls("/a/order"))
                    .extracting(Call::query)
                    .containsExactly(Map.of("mch", "m1", "no", "A1", "sign", "44573ea6702f6ff24854dbde1386db16"));
            assertThat(rig.received(Source.ASKED)).singleElement().satisfies(asked -> {
                assertThat(asked.key()).isEqualTo("a/A1");
                assertThat(asked.value().getQuestion().getId()).isEqualTo(due.getId());
            });
            assertThat(rig.received(Source.POLLED)).singleElement().satisfies(polled -> {
                Received value = polled.value();
                assertThat(polled.key()).isEqualTo("a/A1");
                assertThat(polled.body()).isEqualTo("{ \"no\": \"A1\", \"st\": \"1\", \"paid\": \"1.00\" }");
                assertThat(value.getKind()).isEqualTo(EventKind.PAYMENT);
                assertThat(value.getMessage()).isEqualTo("payment-query-response");
                assertThat(value.getContentType()).isEqualTo("application/json;charset=UTF-8");
                assertThat(value.getHeaders()).containsExactly(Map.entry(":status", "200"));
                assertThat(value.getTransport()).isEqualTo(Transport.LOOPBACK);
                assertThat(value.getQuestion().getId()).isEqualTo(due.getId());
                assertThat(value.getQuestion().getOrder()).isEqualTo("A1");
            });
            assertThat(rig.received(Source.GAVE_UP)).isEmpty();
        }
    }

    @Test
    void shouldAskForPayoutsAndForACallbackAgain() throws Exception {
        try (PollerRig rig = PollerRig.start("again.", "a")) {
            rig.poller();

            rig.due(question("a", "A1")
                    .setKind(EventKind.PAYOUT)
                    .setResend(true)
                    .build());
            rig.awaitAllDone();

            assertThat(rig.gateway.calls("/a/payout"))
                    .singleElement()
                    .satisfies(call -> assertThat(call.query()).containsEntry("again", "true"));
            assertThat(rig.received(Source.POLLED))
                    .singleElement()
                    .satisfies(polled -> assertThat(polled.value().getMessage()).isEqualTo("payout-query-response"));
        }
    }

    @Test
    void shouldKeepTheGatewaysDistanceFromTheStartOn() throws Exception {
        try (PollerRig rig = PollerRig.start("spaced.", "a")) {
            long started = System.nanoTime();
            rig.due("a", "A1");
            rig.due("a", "A1");
            rig.due("a", "A1");

            rig.poller();
            rig.awaitAllDone();

            List<Call> calls = rig.gateway.calls("/a/order");
            assertThat(calls).hasSize(3);
            assertThat(calls.getFirst().at() - started)
                    .isGreaterThan(Duration.ofSeconds(1).toNanos());
            assertApart(calls, Duration.ofSeconds(1));
        }
    }

    @Test
    void shouldGiveUpWhereTheLastQuestionGetsNoFinalAnswer() throws Exception {
        try (PollerRig rig = PollerRig.start("last.", "a")) {
            rig.gateway.manner("a/PAID", saying(200, PAID));
            rig.gateway.manner("a/BROKEN", saying(500, "<html>"));
            rig.gateway.manner("a/PROXY", saying(503, PAID));
            rig.gateway.manner("a/BUSY", saying(429, PAID));
            Instant past = Instant.now().minusSeconds(1);

            rig.poller();
            for (String order : List.of("PAID", "PENDING", "BROKEN", "PROXY", "BUSY")) {
                rig.due(question("a", order).setLast(true).build());
            }
            rig.due(question("a", "LATE").setLast(true).setExpiresAt(past).build());
            rig.due(question("a", "LATER").setExpiresAt(past).build());
            rig.awaitAllDone();

            assertThat(rig.received(Source.GAVE_UP))
                    .extracting(Kept::key)
                    .containsExactlyInAnyOrder("a/PENDING", "a/BROKEN", "a/PROXY", "a/BUSY", "a/LATE");
            assertThat(rig.received(Source.POLLED))
                    .extracting(Kept::key, Kept::body)
                    .contains(tuple("a/BROKEN", "<html>"))
                    .hasSize(5);
            assertThat(rig.received(Source.ASKED)).hasSize(5);
        }
    }

    @Test
    void shouldGiveUpTheLastQuestionAboutAnAccountThatTheSettingsDoNotHave() throws Exception {
        try (PollerRig rig = PollerRig.start("gone.", "a")) {
            rig.poller();

            rig.due("gone", "G1");
            rig.due(question("gone", "G2").setLast(true).build());
            rig.awaitAllDone();

            assertThat(rig.received(Source.GAVE_UP)).extracting(Kept::key).containsExactly("gone/G2");
            assertThat(rig.received(Source.ASKED)).isEmpty();
        }
    }

    @Test
    void shouldNotFinishTheLastQuestionBeforeItIsWrittenThatItGaveUp() throws Exception {
        try (PollerRig rig = PollerRig.withoutReceived("unwritten.", "a")) {
            Instant past = Instant.now().minusSeconds(1);
            Poller poller = rig.poller();
            rig.due(question("a", "A1").setLast(true).setExpiresAt(past).build());
            await().atMost(PollerRig.PATIENCE).until(() -> poller.counters().count("a", Counted.EXPIRED) == 1);

            await().during(Duration.ofSeconds(5)).atMost(PollerRig.PATIENCE).until(() -> !rig.isAllDone());
            rig.makeReceived();
            rig.awaitAllDone();

            assertThat(rig.received(Source.GAVE_UP)).extracting(Kept::key).containsExactly("a/A1");
        }
    }

    @Test
    void shouldLetAGatewayThatIsSlowOrAwayDelayNoOther() throws Exception {
        try (PollerRig rig = PollerRig.start("slow.", "slow", "down", "quick", "other")) {
            rig.gateway.manner("slow", rig.gateway.hanging());
            Poller poller = rig.poller();
            for (int i = 0; i < 8; i++) {
                rig.due("slow", "S" + i);
                rig.due("down", "D" + i);
            }
            await().atMost(PollerRig.PATIENCE)
                    .until(() -> rig.gateway.calls("/slow/order").size() == 4);

            long asked = System.nanoTime();
            for (int i = 0; i < 8; i++) {
                rig.due("quick", "Q" + i);
                rig.due("other", "O" + i);
            }
            await().atMost(PollerRig.PATIENCE)
                    .until(() -> poller.counters().count("quick", Counted.ANSWERED) == 8
                            && poller.counters().count("other", Counted.ANSWERED) == 8);
            Duration taken = Duration.ofNanos(System.nanoTime() - asked);

            assertThat(taken).isLessThan(Duration.ofSeconds(3));
            assertThat(poller.circuits())
                    .hasEntrySatisfying(
                            "down", circuit -> assertThat(circuit.isOpen()).isTrue())
                    .hasEntrySatisfying(
                            "quick", circuit -> assertThat(circuit.isOpen()).isFalse());
            assertThat(poller.isRunning()).isTrue();
            assertThat(poller.detail())
                    .contains("the gateway of down fails and is tried again in")
                    .doesNotContain("quick");
            await().atMost(PollerRig.PATIENCE).until(() -> poller.counters().count("slow", Counted.UNANSWERED) >= 4);
            assertThat(rig.received(Source.POLLED)).hasSize(16);
        }
    }

    @Test
    void shouldAskForTheBalanceByItsOwnTimer() throws Exception {
        try (PollerRig rig = PollerRig.start("balance.", "a")) {
            rig.gateway.manner("a", saying(200, "{\"balance\":\"12.34\",\"at\":\"TIME\",\"st\":\"0\"}"));
            long started = System.nanoTime();

            rig.poller();
            await().atMost(PollerRig.PATIENCE)
                    .until(() -> rig.balances(Source.POLLED).size() >= 2);

            List<Call> calls = rig.gateway.calls("/a/balance");
            assertThat(calls.getFirst().at() - started)
                    .isGreaterThan(Duration.ofSeconds(2).toNanos());
            assertApart(calls, Duration.ofSeconds(2));
            Kept polled = rig.balances(Source.POLLED).getFirst();
            String time = calls.getFirst().query().get("at");
            assertThat(polled.key()).isEqualTo("a");
            assertThat(polled.value().getKind()).isEqualTo(EventKind.BALANCE);
            assertThat(polled.value().getMessage()).isEqualTo("balance-query-response");
            assertThat(polled.value().getOrder()).isNull();
            assertThat(polled.value().getQuestion().getOrder()).isEqualTo(time);
            assertThat(polled.body()).isEqualTo("{\"balance\":\"12.34\",\"at\":\"" + time + "\",\"st\":\"0\"}");
            assertThat(rig.balances(Source.ASKED).getFirst().key()).isEqualTo("a");
        }
    }

    private static void assertApart(List<Call> calls, Duration distance) {
        for (int i = 1; i < calls.size(); i++) {
            assertThat(Duration.ofNanos(calls.get(i).at() - calls.get(i - 1).at()))
                    .isGreaterThanOrEqualTo(distance);
        }
    }
}
