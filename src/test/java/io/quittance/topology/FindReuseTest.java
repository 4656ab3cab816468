package io.quittance.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quittance.events.Conflict;
import io.quittance.events.ConflictKind;
import io.quittance.events.EventKind;
import io.quittance.events.Settlement;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One gateway order used for two orders: both settle, and somebody can see it. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
class FindReuseTest {
    private static final String CLAIMS = "rig-by-gateway-order-repartition";

    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        TwinGateway gateway = new TwinGateway(folder);
        rig = new Rig(folder.resolve("state"), gateway.account("shop"), gateway.account("other"));
    }

    @AfterEach
    void close() {
        rig.assertAccountedFor();
        rig.close();
    }

    @Test
    void shouldSettleBothOrdersAndTellOfTheSecond() {
        rig.send(TwinGateway.payment("r1", "shop", "A-1", "T1"));
        rig.send(TwinGateway.payment("r2", "shop", "A-2", "T1").at(Letter.NOON.plusSeconds(5)));

        assertThat(rig.settlements.values()).extracting(Settlement::getOrder).containsExactly("A-1", "A-2");
        assertThat(rig.conflicts.all()).singleElement().satisfies(row -> {
            assertThat(row.key).isEqualTo("shop/A-2");
            assertThat(row.value)
                    .isEqualTo(new Conflict(
                            ConflictKind.GATEWAY_ORDER_REUSED,
                            EventKind.PAYMENT,
                            "shop",
                            "A-2",
                            "r2",
                            "r1",
                            null,
                            null,
                            "the gateway's order T1 is that of payment A-2 and of payment A-1",
                            Letter.NOON.plusSeconds(5)));
        });
    }

    @Test
    void shouldCountWhatItFinds() {
        rig.send(TwinGateway.payment("r1", "shop", "A-1", "T1"));
        rig.send(TwinGateway.payment("r2", "shop", "A-2", "T1"));

        SettlementCounters.Tally shop =
                Objects.requireNonNull(rig.counters.accounts().get("shop"));
        assertThat(shop.conflicts(ConflictKind.GATEWAY_ORDER_REUSED)).isEqualTo(1);
        assertThat(shop.settled(EventKind.PAYMENT)).isEqualTo(2);
    }

    @Test
    void shouldSayNothingOfAnOrderThatIsReportedAgainAndAgain() {
        rig.send(TwinGateway.waiting("r1", "shop", "A-1", "T1"));
        rig.send(TwinGateway.waiting("r2", "shop", "A-1", "T1"));
        rig.send(TwinGateway.payment("r3", "shop", "A-1", "T1"));
        rig.send(TwinGateway.payment("r4", "shop", "A-1", "T1"));
        rig.send(TwinGateway.payment("r5", "shop", "A-2", "T2"));

        assertThat(rig.conflicts.all()).isEmpty();
        assertThat(rig.claimed()).containsExactlyInAnyOrder("shop/PAYMENT/T1", "shop/PAYMENT/T2");
    }

    @Test
    void shouldTellOfEveryFurtherOrderOnce() {
        rig.send(TwinGateway.payment("r1", "shop", "A-1", "T1"));
        rig.send(TwinGateway.waiting("r2", "shop", "A-2", "T1"));
        rig.send(TwinGateway.payment("r3", "shop", "A-2", "T1"));
        rig.send(TwinGateway.payment("r4", "shop", "A-3", "T1"));
        rig.send(TwinGateway.payment("r5", "shop", "A-3", "T1"));

        assertThat(rig.conflicts.values())
                .extracting(Conflict::getOrder, Conflict::getReportId, Conflict::getOtherReportId)
                .containsExactly(tuple("A-2", "r2", "r1"), tuple("A-3", "r4", "r1"));
    }

    @Test
    void shouldFindPayoutsToo() {
        rig.send(TwinGateway.payout("r1", "shop", "P-1", "T1"));
        rig.send(TwinGateway.payout("r2", "shop", "P-2", "T1"));

        assertThat(rig.settlements.all()).hasSize(2);
        assertThat(rig.conflicts.values()).singleElement().satisfies(conflict -> {
            assertThat(conflict.getKind()).isEqualTo(EventKind.PAYOUT);
            assertThat(conflict.getOrder()).isEqualTo("P-2");
            assertThat(conflict.getDetail())
                    .isEqualTo("the gateway's order T1 is that of payout P-2 and of payout P-1");
        });
    }

    @Test
    void shouldKeepPaymentsPayoutsAndAccountsApart() {
        rig.send(TwinGateway.payment("r1", "shop", "A-1", "T1"));
        rig.send(TwinGateway.payout("r2", "shop", "P-1", "T1"));
        rig.send(TwinGateway.payment("r3", "other", "A-2", "T1"));

        assertThat(rig.settlements.all()).hasSize(3);
        assertThat(rig.conflicts.all()).isEmpty();
    }

    @Test
    void shouldClaimNothingWhereTheGatewayGivesNoId() {
        rig.send(TwinGateway.payment("r1", "shop", "A-1", ""));
        rig.send(TwinGateway.payment("r2", "shop", "A-2", " "));

        assertThat(rig.settlements.all()).hasSize(2);
        assertThat(rig.conflicts.all()).isEmpty();
        assertThat(rig.topics()).doesNotContain(CLAIMS);
    }

    @Test
    void shouldFindTheSecondIdOfAnOrderToo() {
        rig.send(TwinGateway.payment("r1", "shop", "A-1", "T1"));
        rig.send(TwinGateway.payment("r2", "shop", "A-1", "T2"));
        rig.send(TwinGateway.payment("r3", "shop", "A-2", "T2"));

        assertThat(rig.conflicts.values())
                .extracting(Conflict::getConflict, Conflict::getOrder, Conflict::getOtherReportId)
                .containsExactly(
                        tuple(ConflictKind.DOUBLE_PAYMENT, "A-1", "r1"),
                        tuple(ConflictKind.GATEWAY_ORDER_REUSED, "A-2", "r2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0123", "0132", "0213", "0231", "0312", "0321", "1023", "1230", "2013", "2301", "3012", "3210"})
    void shouldRaiseAsManyConflictsInAnyOrderOfArrival(String order) {
        List<Letter> letters = List.of(
                TwinGateway.waiting("r0", "shop", "A-1", "T1"),
                TwinGateway.payment("r1", "shop", "A-1", "T2"),
                TwinGateway.payment("r2", "shop", "A-2", "T1"),
                TwinGateway.payment("r3", "shop", "A-3", "T2"));

        order.chars().forEach(place -> rig.send(letters.get(place - '0')));

        assertThat(rig.settlements.all()).hasSize(3);
        assertThat(rig.conflicts.values())
                .filteredOn(conflict -> conflict.getConflict() == ConflictKind.GATEWAY_ORDER_REUSED)
                .hasSize(2);
    }

    @Test
    void shouldTellOfOnlySoManyOrdersOfOneGatewayOrder() {
        Stream<Letter> letters =
                IntStream.range(0, 100).mapToObj(i -> TwinGateway.payment("r" + i, "shop", "A-" + i, "0"));

        letters.forEach(rig::send);

        assertThat(rig.settlements.all()).hasSize(100);
        assertThat(rig.conflicts.all()).hasSize(32);
        assertThat(rig.conflicts.last().getDetail()).endsWith("; further ones are not published");
    }
}
