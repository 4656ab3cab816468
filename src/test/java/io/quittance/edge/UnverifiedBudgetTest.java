package io.quittance.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class UnverifiedBudgetTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = -5 * SECOND;

    private final UnverifiedBudget budget = new UnverifiedBudget();

    @Test
    void shouldLetAPeerSpendItsBurstAndNoMore() {
        assertThat(spent(ONE, 300, NOW)).isEqualTo(EdgeLimits.UNVERIFIED_PEER_BURST);

        assertThat(budget.take("shop", ONE, 300, NOW)).isFalse();
        assertThat(budget.take("shop", OTHER, 300, NOW)).isTrue();
        assertThat(budget.take("other-shop", ONE, 300, NOW)).isTrue();
    }

    @Test
    void shouldGiveBackWithTime() {
        spent(ONE, 300, NOW);

        assertThat(spent(ONE, 300, NOW + SECOND)).isEqualTo(EdgeLimits.UNVERIFIED_PEER_PER_SECOND);
        assertThat(spent(ONE, 300, NOW + 10_000 * SECOND)).isEqualTo(EdgeLimits.UNVERIFIED_PEER_BURST);
    }

    @Test
    void shouldChargeLargeMessagesMore() {
        int units = 1 + EdgeLimits.MAX_BODY_BYTES / EdgeLimits.UNVERIFIED_BYTES_PER_UNIT;

        assertThat(spent(ONE, EdgeLimits.MAX_BODY_BYTES, NOW)).isEqualTo(EdgeLimits.UNVERIFIED_PEER_BURST / units);
    }

    @Test
    void shouldCountAWholeNetworkOfIpv6AsOnePeer() {
        spent(InetAddress.ofLiteral("2001:db8::1"), 300, NOW);

        assertThat(budget.take("shop", InetAddress.ofLiteral("2001:db8::2"), 300, NOW))
                .isFalse();
        assertThat(budget.take("shop", InetAddress.ofLiteral("2001:db8:0:1::1"), 300, NOW))
                .isTrue();
    }

    @Test
    void shouldLimitWhatManyPeersSpendTogether() {
        int taken = 0;
        for (int i = 0; i < 30; i++) {
            taken += spent(InetAddress.ofLiteral("198.51.100." + i), 300, NOW);
        }

        assertThat(taken).isEqualTo(EdgeLimits.UNVERIFIED_ACCOUNT_BURST);
    }

    @Test
    void shouldForgetThePeersThatItHasNotHeardOfForLongest() {
        spent(ONE, 300, NOW);
        long later = NOW;
        for (int i = 0; i < EdgeLimits.MAX_REMEMBERED_PEERS; i++) {
            later += SECOND / EdgeLimits.UNVERIFIED_ACCOUNT_PER_SECOND;
            budget.take("other-shop", InetAddress.ofLiteral("10.0." + i / 256 + "." + i % 256), 1, later);
        }

        assertThat(budget.take("shop", ONE, 300, NOW)).isTrue();
    }

    private int spent(InetAddress peer, int bytes, long now) {
        int taken = 0;
        while (budget.take("shop", peer, bytes, now)) {
            taken++;
        }
        return taken;
    }
}
