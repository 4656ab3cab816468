package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.events.ConflictKind;
import io.quittance.events.OrderState;
import io.quittance.events.OrderStatus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whatever a gateway says of one order, the state of that order stays small, and what was decided stays decided. */
class BoundedMemoryTest {
    private static final int MANY = 500;

    private final Story story = new Story(new PaymentRules(), Policy.DEFAULT);

    @Test
    void shouldKeepOnlySoManyAmountsAndSayThatThereWereMore() {
        story.tell("paid 1 of 1");
        for (int yuan = 2; yuan < MANY; yuan++) {
            story.tell("paid " + yuan);
        }

        assertThat(state().getOtherMinors()).hasSize(Amounts.MAX_OTHERS + 1).endsWith(Amounts.MORE);
        assertThat(story.conflicts()).hasSize(Amounts.MAX_OTHERS + 1).containsOnly(ConflictKind.AMOUNT_CHANGED);
        assertThat(details().getLast())
                .isEqualTo("paid 34.00, stated or ordered before 1.00; further ones are not published");
        assertThat(details().get(31)).doesNotContain("further");
        assertThat(state().getPaidMinor()).isEqualTo(100);
        assertThat(story.settlements()).isEqualTo(1);
    }

    @Test
    void shouldKeepOnlySoManyFactsAndSayThatThereWereMore() {
        story.tell("placed 1000, paid 1000 G0");
        for (int order = 1; order < MANY; order++) {
            story.tell("paid 1000 G" + order);
        }

        assertThat(state().getFacts()).hasSize(OrderDraft.MAX_FACTS + 1);
        assertThat(story.conflicts()).hasSize(OrderDraft.MAX_FACTS + 1).containsOnly(ConflictKind.DOUBLE_PAYMENT);
        assertThat(details().getLast()).endsWith("; further ones are not published");
        assertThat(details().get(31)).doesNotContain("further");
    }

    @Test
    void shouldShowAContradictionHoweverManyFactsThereWere() {
        story.tell("placed 1000, paid 1000 G0");
        for (int order = 1; order < MANY; order++) {
            story.tell("paid 1000 G" + order);
        }

        story.tell("failed, expired, failed");

        assertThat(story.conflicts())
                .filteredOn(kind -> kind == ConflictKind.CONTRADICTION)
                .hasSize(2);
    }

    @Test
    void shouldSettleInPolicyAfterAnyNumberOfWrongAmounts() {
        story.tell("placed 1000");
        for (int yuan = 1; yuan < MANY; yuan++) {
            story.tell("paid " + yuan);
        }
        assertThat(story.last().to()).isEqualTo(OrderStatus.HELD);

        story.tell("paid 1000, paid 1000");

        assertThat(story.settlements()).isEqualTo(1);
        assertThat(state().getPaidMinor()).isEqualTo(100_000);
        assertThat(state().getOtherMinors()).hasSizeLessThanOrEqualTo(Amounts.MAX_OTHERS + 1);
    }

    @Test
    void shouldCallNoAmountConfirmedThatItHasForgotten() {
        story.tell("placed 1000");
        for (int yuan = 1; yuan < MANY; yuan++) {
            story.tell("paid " + yuan);
        }

        story.tell("release 400");

        assertThat(story.settlements()).isEqualTo(1);
        assertThat(state().getPaidMinor()).isEqualTo(40_000);
        assertThat(state().getAmountConfirmed()).isFalse();
    }

    private OrderState state() {
        return Objects.requireNonNull(story.state());
    }

    private List<String> details() {
        return story.clashes().stream().map(Clash::detail).toList();
    }
}
