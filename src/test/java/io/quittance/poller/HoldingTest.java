package io.quittance.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.poller.Holding.Commit;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HoldingTest {
    private final Holding holding = new Holding(0, 0, Progress.at(0));

    @Test
    void shouldGiveAQuestionOnlyOnceItIsCommitted() {
        holding.read(0);

        CompletableFuture<Boolean> taken = holding.take(0);
        Commit commit = Objects.requireNonNull(holding.commit());

        assertThat(taken).isNotDone();
        commit.succeeded();
        assertThat(taken).isCompletedWithValue(true);
        assertThat(holding.commit()).isNull();
    }

    @Test
    void shouldWaitForTheNextCommitWhereOneFails() {
        holding.read(0);
        CompletableFuture<Boolean> taken = holding.take(0);

        holding.failed(Objects.requireNonNull(holding.commit()));
        Commit again = Objects.requireNonNull(holding.commit());

        assertThat(taken).isNotDone();
        again.succeeded();
        assertThat(taken).isCompletedWithValue(true);
    }

    @Test
    void shouldLeaveToTheNextOwnerWhatIsNotCommitted() {
        holding.read(0);
        holding.read(1);
        CompletableFuture<Boolean> waiting = holding.take(0);
        CompletableFuture<Boolean> onItsWay = holding.take(1);
        Commit commit = Objects.requireNonNull(holding.commit());

        holding.close();
        holding.failed(commit);

        assertThat(waiting).isCompletedWithValue(false);
        assertThat(onItsWay).isCompletedWithValue(false);
        assertThat(holding.confirm()).isCompletedWithValue(false);
        Commit last = Objects.requireNonNull(holding.commit());
        assertThat(Progress.of(last.offset()).read(0)).isEqualTo(Progress.Standing.NEW);
        assertThat(Progress.of(last.offset()).read(1)).isEqualTo(Progress.Standing.NEW);
    }

    @Test
    void shouldSayAtOnceThatItIsHeldNoLonger() throws Exception {
        CompletableFuture<Boolean> held = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                held.complete(holding.isHeldAfter(Duration.ofHours(1)));
            } catch (InterruptedException e) {
                held.completeExceptionally(e);
            }
        });

        assertThat(holding.isHeldAfter(Duration.ofMillis(1))).isTrue();
        holding.close();
        waiting.join();

        assertThat(held).isCompletedWithValue(false);
    }

    @Test
    void shouldGiveAQuestionToOneAlone() {
        holding.read(0);
        CompletableFuture<Boolean> first = holding.take(0);

        CompletableFuture<Boolean> second = holding.take(0);

        assertThat(first).isNotDone();
        assertThat(second).isCompletedWithValue(false);
    }
}
