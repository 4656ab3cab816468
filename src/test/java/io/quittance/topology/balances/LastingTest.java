package io.quittance.topology.balances;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which steps of reported balances last; grace 10, a report every 4. */
class LastingTest {
    private static final long GRACE = 10;

    @Test
    void shouldTellWhatNoReportUndoes() {
        List<Step> steps = steps(8, -500);

        List<Long> changes = changes(steps, false, 20);

        assertThat(changes).containsExactly(-500L);
    }

    @Test
    void shouldTellNothingOfWhatALaterReportUndoes() {
        List<Step> steps = steps(8, 500, 12, -500);

        List<Long> changes = changes(steps, false, 40);

        assertThat(changes).containsExactly(0L, 0L);
    }

    @Test
    void shouldTellNothingWhereTheFirstReportAfterAGracePeriodUndoesIt() {
        List<Step> steps = steps(8, 500, 20, -500);

        List<Long> changes = changes(steps, false, 40);

        assertThat(changes).containsExactly(0L, 0L);
    }

    @Test
    void shouldTellBothWhereItIsUndoneAfterAReportThatBoreItOut() {
        List<Step> steps = steps(8, 500, 24, -500);

        List<Long> changes = changes(steps, false, 40);

        assertThat(changes).containsExactly(500L, -500L);
    }

    @Test
    void shouldWaitUntilAReportIsAGracePeriodLater() {
        List<Step> steps = steps(8, -500);

        List<Long> early = changes(steps, false, 17);
        List<Long> inTime = changes(steps, false, 18);

        assertThat(early).containsExactly(0L);
        assertThat(inTime).containsExactly(-500L);
    }

    @Test
    void shouldTellALossWholeAmidAPaymentBesideReports() {
        List<Step> steps = steps(8, 300, 12, -500, 16, -300);

        List<Long> changes = changes(steps, false, 40);

        assertThat(changes).containsExactly(0L, -500L, 0L);
    }

    @Test
    void shouldBeginWhereItStandsWhenOthersGoBefore() {
        List<Step> steps = steps(8, 500, 40, -200);

        List<Long> changes = changes(steps, true, 80);

        assertThat(changes).containsExactly(0L, -200L);
    }

    @Test
    void shouldTellNothingOfWhatMayHaveBeenPaidBeforeItWasSaid() {
        List<Step> steps = steps(8, 300, 12, 100, 40, -400);
        List<Step> unsure = List.of(unsure(steps.get(0), 300), unsure(steps.get(1), 200), unsure(steps.get(2), -500));

        assertThat(changes(unsure, new Leeway(300, 0), false, 80)).containsExactly(0L, 0L, 0L);
    }

    @Test
    void shouldTellWhatIsMoreThanMayHaveBeenPaidBeforeItWasSaid() {
        List<Step> steps = steps(8, 300, 12, 100, 40, -100);
        List<Step> unsure = List.of(unsure(steps.get(0), 300), unsure(steps.get(1), 0), unsure(steps.get(2), -300));

        assertThat(changes(unsure, new Leeway(300, 0), false, 80)).containsExactly(0L, 300L, 0L);
    }

    @Test
    void shouldTellALossThatHidBehindPayoutsNotYetSaidOnceTheyAre() {
        List<Step> steps = steps(8, -300, 40, 100);
        Step first = steps.get(0).differing(-300, new Leeway(0, 300), 4);
        Step last = steps.get(1).differing(100, new Leeway(0, -300), 36);

        assertThat(changes(List.of(first, last), new Leeway(0, 300), false, 80)).containsExactly(0L, -200L);
    }

    @Test
    void shouldNotTellWhatTheFirstReportOfAllMayHold() {
        Step first = first(500);
        Step second = steps(8, -500).getFirst().differing(-500, new Leeway(-500, 0), 4);

        assertThat(changes(List.of(first, second), new Leeway(500, 0), false, 80))
                .containsExactly(0L, 0L);
    }

    @Test
    void shouldTellALossAfterAFirstReportThatMayHoldALittle() {
        Step first = first(1);
        Step second = steps(8, -500).getFirst().differing(-500, new Leeway(-1, 0), 4);

        assertThat(changes(List.of(first, second), new Leeway(1, 0), false, 80)).containsExactly(0L, -499L);
    }

    @Test
    void shouldTellNoMoreOfALossThanTheFirstReportLeavesOpen() {
        Step first = first(500);
        Step second = steps(30, -300).getFirst();
        Step third = steps(60, -500).getFirst().differing(-500, new Leeway(-500, 0), 56);

        assertThat(changes(List.of(first, second, third), new Leeway(500, 0), false, 80))
                .containsExactly(0L, 0L, -300L);
    }

    @Test
    void shouldGoOnFromWhatIsKnown() {
        List<Step> steps = steps(8, 300, 12, -100);
        Step known = unsure(steps.get(0), 300).showing(null, new Lasting.Change(0, -300, 4));
        Step last = unsure(steps.get(1), -300);

        assertThat(changes(List.of(known, last), new Leeway(300, 0), true, 80)).containsExactly(0L, 200L);
    }

    @Test
    void shouldHaveHappenedSinceTheReportBeforeWhereThatIsSure() {
        List<Step> steps = steps(8, 300, 24, -100);

        assertThat(since(steps, Leeway.NONE)).containsExactly(4L, 20L);
    }

    @Test
    void shouldHaveHappenedSinceTheLastReportThatSpeaksAgainstIt() {
        Leeway both = new Leeway(300, 300);
        Step unsure = steps(28, 300).getFirst().differing(300, both, 24);
        Step sure = steps(48, 0).getFirst().differing(0, new Leeway(-300, -300), 44);

        assertThat(since(List.of(steps(8, 0).getFirst(), unsure, sure), Leeway.NONE))
                .containsExactly(Step.NONE_BEFORE, Step.NONE_BEFORE, 24L);
    }

    @Test
    void shouldLookBackNoFurtherThanIsLookedAtInAnyCase() {
        Leeway both = new Leeway(300, 300);
        List<Step> steps = new ArrayList<>(steps(8, 0));
        steps.add(steps(12, 300).getFirst().differing(300, both, 8));
        for (int at = 16; at < 16 + 4 * Steps.KNOWN; at += 4) {
            steps.addAll(steps(at, 0));
        }
        long last = steps.getLast().at() + 4;
        steps.add(steps(last, 0).getFirst().differing(0, new Leeway(-300, -300), last - 4));

        assertThat(since(steps, Leeway.NONE).getLast()).isEqualTo(last - 4 * Steps.KNOWN);
    }

    private static List<Long> since(List<Step> steps, Leeway leeway) {
        long newestAt = steps.getLast().at() + 2 * GRACE;
        return new Lasting(new Steps.Around(steps, leeway, 0, steps.size(), false), GRACE, newestAt)
                .changes().stream().map(Lasting.Change::since).toList();
    }

    private static Step unsure(Step step, long in) {
        return step.differing(step.minor(), new Leeway(in, 0), step.previousAt());
    }

    /** The first report of all, which may hold that much already. */
    private static Step first(long in) {
        return Step.of(new Moment(4, "r4"), Step.NONE_BEFORE).differing(0, new Leeway(in, 0), Step.NONE_BEFORE);
    }

    private static List<Long> changes(List<Step> steps, boolean goesOn, long newestAt) {
        return changes(steps, Leeway.NONE, goesOn, newestAt);
    }

    private static List<Long> changes(List<Step> steps, Leeway leeway, boolean goesOn, long newestAt) {
        return new Lasting(new Steps.Around(steps, leeway, 0, steps.size(), goesOn), GRACE, newestAt)
                .changes().stream().map(Lasting.Change::minor).toList();
    }

    /** Times and amounts of the steps, each of a report 4 after the one before it. */
    private static List<Step> steps(long... timesAndMinors) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < timesAndMinors.length; i += 2) {
            long at = timesAndMinors[i];
            steps.add(Step.of(new Moment(at, "r" + at), at - 4).differing(timesAndMinors[i + 1], Leeway.NONE, at - 4));
        }
        return steps;
    }
}
