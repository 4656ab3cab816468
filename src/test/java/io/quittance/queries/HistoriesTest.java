package io.quittance.queries;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.events.ConflictNote;
import io.quittance.events.Effect;
import io.quittance.events.OrderHistory;
import io.quittance.events.Outcome;
import io.quittance.events.OutcomeVerdict;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoriesTest {
    @Test
    void shouldListBelievedRecordsInOrderAndCountDuplicates() {
        OrderHistory history = add(null, Rows.outcome("a", 5).build());

        history = add(history, Rows.outcome("b", 9).setEffect(Effect.DUPLICATE).build());
        history = add(history, Rows.outcome("c", 11).setEffect(Effect.SAME).build());

        assertThat(history.getEvidence()).containsExactly("a", "b", "c");
        assertThat(history.getEvidenceCount()).isEqualTo(3);
        assertThat(history.getDuplicates()).isEqualTo(1);
        assertThat(history.getReceivedOffset()).isEqualTo(11);
    }

    @Test
    void shouldCountARowOnceHoweverOftenItIsSeen() {
        Outcome second = Rows.outcome("b", 9).setEffect(Effect.DUPLICATE).build();
        OrderHistory history = add(add(null, Rows.outcome("a", 5).build()), second);

        @Nullable OrderHistory again = Histories.with(history, second);
        @Nullable OrderHistory older = Histories.with(history, Rows.outcome("a", 5).build());

        assertThat(again).isNull();
        assertThat(older).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = OutcomeVerdict.class,
            names = {"REJECTED", "UNREADABLE", "UNSPECIFIED"})
    void shouldNotListWhatWasNotBelieved(OutcomeVerdict verdict) {
        Outcome outcome = Rows.outcome("a", 5).setVerdict(verdict).build();

        @Nullable OrderHistory history = Histories.with(null, outcome);

        assertThat(history).isNull();
    }

    @Test
    void shouldListANoteOnlyWhereItMovedTheOrder() {
        Outcome placing = Rows.outcome("placing", 1)
                .setVerdict(OutcomeVerdict.NOTED)
                .setEffect(Effect.MOVED)
                .build();
        Outcome asked = Rows.outcome("asked", 2)
                .setVerdict(OutcomeVerdict.NOTED)
                .setEffect(Effect.NONE)
                .build();

        OrderHistory history = add(null, placing);

        assertThat(history.getEvidence()).containsExactly("placing");
        assertThat(Histories.with(history, asked)).isNull();
    }

    @Test
    void shouldNotCountAReplayAsADuplicate() {
        Outcome replay = Rows.outcome("r", 5)
                .setEffect(Effect.DUPLICATE)
                .setReplayOf("a")
                .build();

        OrderHistory history = add(null, replay);

        assertThat(history.getEvidence()).containsExactly("r");
        assertThat(history.getDuplicates()).isZero();
    }

    @Test
    void shouldKeepTheLastHundredIdsAndCountAll() {
        OrderHistory history = add(null, Rows.outcome("id-0", 0).build());

        for (int i = 1; i <= 250; i++) {
            history = add(history, Rows.outcome("id-" + i, i).build());
        }

        assertThat(history.getEvidence())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(151, 250).mapToObj(i -> "id-" + i).toList());
        assertThat(history.getEvidenceCount()).isEqualTo(251);
    }

    @Test
    void shouldNoteEachConflictOnceAndKeepTheCounts() {
        OrderHistory counted = add(null, Rows.outcome("a", 5).build());

        OrderHistory noted = Objects.requireNonNull(
                Histories.with(counted, Rows.conflict("x").build()));

        assertThat(noted.getConflicts()).extracting(ConflictNote::getReportId).containsExactly("x");
        assertThat(noted.getEvidence()).containsExactly("a");
        assertThat(noted.getReceivedOffset()).isEqualTo(5);
        assertThat(Histories.with(noted, Rows.conflict("x").build())).isNull();
    }

    @Test
    void shouldKeepAtMostAHundredConflicts() {
        @Nullable OrderHistory history = null;
        for (int i = 0; i < Histories.MAX_CONFLICTS; i++) {
            history = Histories.with(history, Rows.conflict("x" + i).build());
        }

        @Nullable OrderHistory more = Histories.with(history, Rows.conflict("one more").build());

        assertThat(more).isNull();
    }

    private static OrderHistory add(@Nullable OrderHistory before, Outcome outcome) {
        return Objects.requireNonNull(Histories.with(before, outcome));
    }
}
