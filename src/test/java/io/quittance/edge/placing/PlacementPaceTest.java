package io.quittance.edge.placing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Account;
import io.quittance.config.AckRule;
import io.quittance.config.DialectFiles;
import io.quittance.config.Policy;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.GatewayAccount;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlacementPaceTest {
    private static final Account LIMITED = account("yi", "yijuhe");
    private static final long NOW = Duration.ofDays(1).toNanos();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void shouldLetAnEdgeHaveItsShareInAnyMinute() {
        PlacementPace pace = new PlacementPace(2);

        assertThat(taken(pace, LIMITED, NOW, 300)).isEqualTo(200);
        assertThat(take(pace, LIMITED, NOW + Duration.ofSeconds(20).toNanos())).isEqualTo(Duration.ofSeconds(40));
        assertThat(taken(pace, LIMITED, NOW + MINUTE.toNanos(), 300)).isEqualTo(200);
    }

    @Test
    void shouldGiveBackOneByOneAsTheyWereTaken() {
        PlacementPace pace = new PlacementPace(200);
        take(pace, LIMITED, NOW);
        take(pace, LIMITED, NOW + Duration.ofSeconds(30).toNanos());

        assertThat(take(pace, LIMITED, NOW + MINUTE.toNanos())).isZero();
        assertThat(take(pace, LIMITED, NOW + MINUTE.toNanos())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldMakeTheWindowLongerWhereThereAreMoreEdgesThanPlacements() {
        PlacementPace pace = new PlacementPace(800);
        take(pace, LIMITED, NOW);

        assertThat(take(pace, LIMITED, NOW + MINUTE.toNanos())).isEqualTo(MINUTE);
        assertThat(take(pace, LIMITED, NOW + MINUTE.multipliedBy(2).toNanos())).isZero();
    }

    @Test
    void shouldKeepAccountsApartAndLimitNobodyElse() {
        PlacementPace pace = new PlacementPace(400);
        take(pace, LIMITED, NOW);

        assertThat(take(pace, account("other", "yijuhe"), NOW)).isZero();
        assertThat(taken(pace, account("free", "juhe"), NOW, 1_000)).isEqualTo(1_000);
    }

    private static int taken(PlacementPace pace, Account account, long now, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += take(pace, account, now).isZero() ? 1 : 0;
        }
        return taken;
    }

    private static Duration take(PlacementPace pace, Account account, long now) {
        return pace.take(
                account.name(), account.gateway().dialect().definition(0).pacing(), now);
    }

    private static Account account(String name, String gateway) {
        Dialect dialect = Objects.requireNonNull(DialectFiles.load(null).get(gateway));
        GatewayAccount at = new GatewayAccount(name, dialect, "M", null, List.of());
        return new Account(at, null, List.of(Policy.DEFAULT), AckRule.VERIFIED, List.of());
    }
}
