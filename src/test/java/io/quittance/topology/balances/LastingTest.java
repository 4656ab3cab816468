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

        List<Long> changes = new Lasting(steps, false, GRACE, 20).changes();

        assertThat(changes).containsExactly(-500L);
    }

    @Test
    void shouldTellNothingOfWhatALaterReportUndoes() {
        List<Step> steps = steps(8, 500, 12, -500);

        List<Long> changes = new Lasting(steps, false, GRACE, 40).changes();

        assertThat(changes).containsExactly(0L, 0L);
    }

    @Test
    void shouldTellNothingWhereTheFirstReportAfterAGracePeriodUndoesIt() {
        List<Step> steps = steps(8, 500, 20, -500);

        List<Long> changes = new Lasting(steps, false, GRACE, 40).changes();

        assertThat(changes).containsExactly(0L, 0L);
    }

    @Test
    void shouldTellBothWhereItIsUndoneAfterAReportThatBoreItOut() {
        List<Step> steps = steps(8, 500, 24, -500);

        List<Long> changes = new Lasting(steps, false, GRACE, 40).changes();

        assertThat(changes).containsExactly(500L, -500L);
    }

    @Test
    void shouldWaitUntilAReportIsAGracePeriodLater() {
        List<Step> steps = steps(8, -500);

        List<Long> early = new Lasting(steps, false, GRACE, 17).changes();
        List<Long> inTime = new Lasting(steps, false, GRACE, 18).changes();

        assertThat(early).containsExactly(0L);
        assertThat(inTime).containsExactly(-500L);
    }

    @Test
    void shouldTellALossWholeAmidAPaymentBesideReports() {
        List<Step> steps = steps(8, 300, 12, -500, 16, -300);

        List<Long> changes = new Lasting(steps, false, GRACE, 40).changes();

        assertThat(changes).containsExactly(0L, -500L, 0L);
    }

    @Test
    void shouldBeginWhereItStandsWhenOthersGoBefore() {
        List<Step> steps = steps(8, 500, 40, -200);

        List<Long> changes = new Lasting(steps, true, GRACE, 80).changes();

        assertThat(changes).containsExactly(0L, -200L);
    }

    /** Times and amounts of the steps, each of a report 4 after the one before it. */
    private static List<Step> steps(long... timesAndMinors) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < timesAndMinors.length; i += 2) {
            long at = timesAndMinors[i];
            steps.add(Step.of(new Moment(at, "r" + at), timesAndMinors[i + 1], at - 4));
        }
        return steps;
    }
}
