package io.quittance.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.queries.Waiters.Waiter;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private final RowKey key = RowKey.of(View.ORDERS, "yi-main", "A1");
    private final Waiters waiters = new Waiters(2);

    @Test
    void shouldWakeForNewsBetweenRegisteringAndWaiting() throws InterruptedException {
        Waiter waiter = register(key, 3);

        waiters.rowChanged(RowKey.of(View.ORDERS, "yi-main", "A1"));

        assertThat(waiter.await(LONG)).isTrue();
    }

    @Test
    void shouldNotWakeForOtherRows() throws InterruptedException {
        Waiter waiter = register(key, 3);

        waiters.rowChanged(RowKey.of(View.ORDERS, "yi-main", "A2"));
        waiters.rowChanged(RowKey.of(View.PAYOUTS, "yi-main", "A1"));
        waiters.moved(View.ORDERS, 2);

        assertThat(waiter.await(Duration.ZERO)).isFalse();
    }

    @Test
    void shouldWakeWhenThePartitionMovesAway() throws InterruptedException {
        Waiter waiter = register(key, 3);

        waiters.moved(View.ORDERS, 3);

        assertThat(waiter.await(LONG)).isTrue();
    }

    @Test
    void shouldEndTheWaitingWhenTheClientHasGone() throws InterruptedException {
        Waiter waiter = register(key, 3);

        waiter.abandon();

        assertThat(waiter.await(LONG)).isFalse();
    }

    @Test
    void shouldRefuseMoreThanThereIsRoomForUntilOneLeaves() {
        Waiter first = register(key, 3);
        register(key, 3);

        @Nullable Waiter third = waiters.register(key, 3);
        first.close();

        assertThat(third).isNull();
        assertThat(register(key, 3)).isNotNull();
        assertThat(waiters.count()).isEqualTo(2);
    }

    @Test
    void shouldForgetARowNobodyWaitsFor() {
        Waiter waiter = register(key, 3);

        waiter.close();

        assertThat(waiters.none()).isTrue();
        assertThat(waiters.count()).isZero();
    }

    private Waiter register(RowKey row, int partition) {
        return Objects.requireNonNull(waiters.register(row, partition));
    }
}
