package io.quittance.poller;

import static io.quittance.poller.Imitation.after;
import static io.quittance.poller.Imitation.saying;
import static io.quittance.poller.PollerRig.accountsOf;
import static io.quittance.poller.PollerRig.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quittance.events.Source;
import io.quittance.poller.Imitation.Call;
import io.quittance.poller.PollerRig.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Several pollers, one after the other and side by side. */
class PollerGroupTest {
    private static final String[] ACCOUNTS = {"a", "b", "c", "d", "e", "f", "g", "h"};

    /** Killed while the gateway has the question: nobody asks it again, and nobody waits for the last one's answer for ever. */
    @Test
    void shouldNotAskAgainWhatAKilledPollerAsked() throws Exception {
        try (PollerRig rig = PollerRig.start("killed.", "a", "b")) {
            rig.gateway.manner("a/ONE", rig.gateway.hanging());
            rig.gateway.manner("a/LAST", rig.gateway.hanging());
            try (PollerProcess killed =
                    PollerProcess.start(rig.bootstrapServers(), "killed.", rig.gateway.port(), "a", "b")) {
                rig.due("a", "ONE");
                rig.due(question("a", "LAST").setLast(true).build());
                rig.due("b", "ANSWERED");
                await().atMost(PollerRig.PATIENCE)
                        .until(() -> rig.gateway.calls("/").stream()
                                        .filter(call -> call.query().containsKey("no"))
                                        .count()
                                == 3);
                assertThat(killed.isAlive()).isTrue();
            }
            rig.due("a", "AFTER");

            rig.poller();
            rig.awaitAllDone();

            assertThat(rig.gateway.calls("/a/order"))
                    .extracting(Call::subject)
                    .containsExactlyInAnyOrder("/a/order/ONE", "/a/order/LAST", "/a/order/AFTER");
            assertThat(rig.gateway.calls("/b/order")).hasSize(1);
            assertThat(rig.received(Source.ASKED))
                    .extracting(Kept::key)
                    .containsExactlyInAnyOrder("a/ONE", "a/LAST", "b/ANSWERED", "a/AFTER");
            assertThat(rig.received(Source.GAVE_UP)).extracting(Kept::key).containsExactly("a/LAST");
        }
    }

    /** Frozen for longer than its session: it wakes with questions in its queue and a timer that ran out, and asks nothing. */
    @Test
    void shouldAskNothingAsAPollerThatWokeTooLate() throws Exception {
        try (PollerRig rig = PollerRig.start("frozen.", "a");
                PollerProcess frozen =
                        PollerProcess.start(rig.bootstrapServers(), "frozen.", rig.gateway.port(), "a")) {
            await().atMost(PollerRig.PATIENCE)
                    .until(() -> !rig.gateway.calls("/a/balance").isEmpty());
            for (int i = 0; i < 20; i++) {
                rig.due("a", "A" + i);
            }
            frozen.freeze();
            Poller other = rig.poller();
            await().atMost(PollerRig.PATIENCE).until(() -> other.circuits().containsKey("a"));
            rig.awaitAllDone();
            int before = rig.gateway.calls("/a/balance").size();

            frozen.thaw();
            await().atMost(PollerRig.PATIENCE)
                    .until(() -> rig.gateway.calls("/a/balance").size() >= before + 3);

            assertThat(frozen.isAlive()).isTrue();
            assertApart(rig.gateway.calls("/a/balance"), Duration.ofSeconds(2));
            assertThat(rig.gateway.calls("/a/order"))
                    .extracting(Call::subject)
                    .isNotEmpty()
                    .doesNotHaveDuplicates();
            assertThat(rig.received(Source.ASKED)).extracting(Kept::key).doesNotHaveDuplicates();
        }
    }

    /** What is asked about accounts that go to another poller may take long; those that stay are asked about meanwhile. */
    @Test
    void shouldGoOnForTheAccountsThatItKeepsWhileItGivesOthersAway() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (PollerRig rig = PollerRig.patient("giving.", ACCOUNTS)) {
            rig.poller();
            for (String account : ACCOUNTS) {
                rig.gateway.manner(account + "/SLOW", after(answer, saying(200, "{\"no\":\"ORDER\",\"st\":\"0\"}")));
                rig.due(account, "SLOW");
            }
            await().atMost(PollerRig.PATIENCE).until(() -> asked(rig, "SLOW").size() == ACCOUNTS.length);
            for (String account : ACCOUNTS) {
                rig.due(question(account, "NEXT")
                        .setNotBefore(Instant.now().plusSeconds(8))
                        .build());
            }

            rig.poller();
            await().atMost(PollerRig.PATIENCE)
                    .until(() -> rig.members().size() == 2 && rig.members().contains(Set.of()));
            Set<Integer> kept = new HashSet<>();
            rig.members().forEach(kept::addAll);
            String[] keptAccounts = accountsOf(kept, ACCOUNTS).toArray(String[]::new);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> asked(rig, "NEXT").containsAll(List.of(keptAccounts)));
            answer.countDown();
            rig.awaitAllDone();

            assertThat(keptAccounts).isNotEmpty().hasSizeLessThan(ACCOUNTS.length);
            assertThat(asked(rig, "NEXT")).containsExactlyInAnyOrder(ACCOUNTS);
            assertThat(asked(rig, "SLOW")).containsExactlyInAnyOrder(ACCOUNTS);
        } finally {
            answer.countDown();
        }
    }

    /** The accounts that were asked about that order. */
    private static List<String> asked(PollerRig rig, String order) {
        return rig.gateway.calls("/").stream()
                .filter(call -> order.equals(call.query().get("no")))
                .map(call -> call.path().substring(1, call.path().indexOf('/', 1)))
                .toList();
    }

    @Test
    void shouldAskEachQuestionOnceAndKeepTheDistanceWhilePollersComeAndGo() throws Exception {
        try (PollerRig rig = PollerRig.start("group.", ACCOUNTS)) {
            List<String> due = new ArrayList<>();
            Poller first = rig.poller();
            await().atMost(PollerRig.PATIENCE).until(() -> first.circuits().size() == ACCOUNTS.length);
            ask(rig, due, "1");

            Poller second = rig.poller();
            ask(rig, due, "2");
            await().atMost(PollerRig.PATIENCE).until(() -> !second.circuits().isEmpty());
            ask(rig, due, "3");
            first.close();
            ask(rig, due, "4");
            rig.awaitAllDone();

            assertThat(second.circuits()).hasSize(ACCOUNTS.length);
            assertThat(rig.received(Source.ASKED)).extracting(Kept::key).containsExactlyInAnyOrderElementsOf(due);
            Map<String, List<Call>> bySubject = new HashMap<>();
            for (Call call : rig.gateway.calls("/")) {
                bySubject
                        .computeIfAbsent(call.subject(), subject -> new ArrayList<>())
                        .add(call);
            }
            bySubject.forEach((subject, calls) ->
                    assertApart(calls, subject.endsWith("/balance/") ? Duration.ofSeconds(2) : Duration.ofSeconds(1)));
            assertThat(rig.gateway.calls("/").stream()
                            .filter(call -> call.query().containsKey("no"))
                            .count())
                    .isEqualTo(due.size());
        }
    }

    /** For each account three new orders and one that is asked about each time. */
    private static void ask(PollerRig rig, List<String> due, String round) throws Exception {
        for (String account : ACCOUNTS) {
            for (String order : List.of("SAME", "X" + round, "Y" + round, "Z" + round)) {
                rig.due(account, order);
                due.add(account + "/" + order);
            }
        }
    }

    private static void assertApart(List<Call> calls, Duration distance) {
        for (int i = 1; i < calls.size(); i++) {
            assertThat(Duration.ofNanos(calls.get(i).at() - calls.get(i - 1).at()))
                    .as(calls.get(i).subject())
                    .isGreaterThanOrEqualTo(distance);
        }
    }
}
