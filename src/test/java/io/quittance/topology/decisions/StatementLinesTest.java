package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.events.Effect;
import io.quittance.events.OrderState;
import io.quittance.events.StatementLine;
import io.quittance.events.StatementTold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept of the lines of statements that list one order. */
class StatementLinesTest {
    private static final int DAY = 20_513;

    private final OrderRules rules = new PaymentRules();

    @Test
    void shouldKeepTheSameInAnyOrderOfTheLines() {
        List<Listed> lines = new ArrayList<>(List.of(
                line("s1", 1, 5_000, StatementTold.PENDING, 900L),
                line("s1", 2, 5_001, StatementTold.PAID, 1_000L),
                line("s1", 3, 5_002, StatementTold.PAID, 1_200L),
                line("s1", 4, 5_003, StatementTold.PAID, 1_100L),
                line("s1", 5, 5_004, StatementTold.FAILED, null)));
        Random random = new Random(1);
        for (int i = 0; i < 120; i++) {
            Collections.shuffle(lines, random);

            StatementLine kept = kept(lines);

            assertThat(kept.getTold()).isEqualTo(StatementTold.PAID);
            assertThat(kept.getLine()).isEqualTo(2);
            assertThat(kept.getMinor()).isEqualTo(1_000);
            assertThat(kept.getPaidTwice()).isTrue();
            assertThat(kept.getOtherMinor()).isEqualTo(1_200);
            assertThat(kept.getReceivedAt()).isEqualTo(5_000);
            assertThat(kept.getLines()).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        }
    }

    @Test
    void shouldChangeNothingWhenALineComesAgain() {
        OrderState once =
                take(null, line("s1", 7, 5_000, StatementTold.PAID, 1_000L)).state();

        OrderDecision again = take(once, line("s1", 7, 9_000, StatementTold.PAID, 1_000L));

        assertThat(again.changed()).isFalse();
        assertThat(again.effect()).isEqualTo(Effect.DUPLICATE);
        assertThat(again.state()).isEqualTo(once);
    }

    @Test
    void shouldReplaceWhatAnOlderStatementSaid() {
        StatementLine kept = kept(List.of(
                line("s1", 1, 5_000, StatementTold.PAID, 1_000L), line("s2", 4, 6_000, StatementTold.FAILED, 900L)));

        assertThat(kept.getId()).isEqualTo("s2");
        assertThat(kept.getTold()).isEqualTo(StatementTold.FAILED);
        assertThat(kept.getLines()).containsExactly(4);
        assertThat(kept.getPaidTwice()).isFalse();
    }

    @Test
    void shouldLeaveWhatANewerStatementSaid() {
        Listed newer = line("s2", 4, 6_000, StatementTold.FAILED, 900L);

        StatementLine kept = kept(List.of(newer, line("s1", 1, 5_000, StatementTold.PAID, 1_000L)));

        assertThat(kept)
                .isEqualTo(StatementLine.newBuilder(kept(List.of(newer)))
                        .setEarlier(List.of("s1"))
                        .build());
    }

    @Test
    void shouldChangeNothingWhenAStatementComesAgainThatWasReplaced() {
        OrderState replaced = take(
                        take(null, line("s1", 1, 5_000, StatementTold.PAID, 1_000L))
                                .state(),
                        line("s2", 4, 6_000, StatementTold.FAILED, 900L))
                .state();

        OrderDecision again = take(replaced, line("s1", 1, 7_000, StatementTold.PAID, 1_000L));

        assertThat(again.changed()).isFalse();
        assertThat(again.state()).isEqualTo(replaced);
    }

    @Test
    void shouldNeitherSettleNorMoveTheOrder() {
        OrderDecision decision = take(null, line("s1", 1, 5_000, StatementTold.PAID, 1_000L));

        assertThat(decision.settled()).isFalse();
        assertThat(Objects.requireNonNull(decision.state()).getPaidMinor()).isNull();
    }

    private StatementLine kept(List<Listed> lines) {
        OrderState state = null;
        for (Listed line : lines) {
            state = take(state, line).state();
        }
        return Objects.requireNonNull(Objects.requireNonNull(state).getStatement());
    }

    private OrderDecision take(@Nullable OrderState state, Listed line) {
        return rules.decide(state, line, Policy.DEFAULT);
    }

    private static Listed line(String statement, int line, long at, StatementTold told, @Nullable Long minor) {
        return new Listed(statement + "-" + line, at, statement, DAY, line, told, minor, null);
    }
}
