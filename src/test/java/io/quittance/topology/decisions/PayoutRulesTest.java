package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.config.Policy.AmountRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cell of the table of payouts (DESIGN section 5). */
class PayoutRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # nothing known
            '' | unknown        | UNKNOWN  | MOVED   | -               | false | -
            '' | expired        | UNKNOWN  | MOVED   | -               | false | -
            '' | accepted       | ACCEPTED | MOVED   | -               | false | -
            '' | pending        | ACCEPTED | MOVED   | -               | false | -
            '' | rejected       | REJECTED | MOVED   | -               | false | -
            '' | paid 100       | PAID     | MOVED   | -               | true  | -
            '' | paid 90 of 100 | PAID     | MOVED   | AMOUNT_MISMATCH | true  | -
            '' | paid ?         | HELD     | MOVED   | -               | false | AMOUNT_UNCONFIRMED
            '' | failed         | FAILED   | MOVED   | -               | false | -
            '' | placed 100     | PLACED   | MOVED   | -               | false | -
            '' | gave-up        | UNKNOWN  | MOVED   | UNRESOLVED      | false | -
            '' | release 100    | -        | REFUSED | -               | false | -
            # UNKNOWN
            unknown | unknown   | UNKNOWN  | SAME    | -               | false | -
            unknown | accepted  | ACCEPTED | MOVED   | -               | false | -
            unknown | pending   | ACCEPTED | MOVED   | -               | false | -
            unknown | rejected  | REJECTED | MOVED   | -               | false | -
            unknown | paid 100  | PAID     | MOVED   | -               | true  | -
            unknown | paid ?    | HELD     | MOVED   | -               | false | AMOUNT_UNCONFIRMED
            unknown | failed    | FAILED   | MOVED   | -               | false | -
            unknown | placed 100 | UNKNOWN | REFUSED | -               | false | -
            # PLACED
            placed 100 | unknown  | PLACED   | SAME  | -               | false | -
            placed 100 | expired  | PLACED   | SAME  | -               | false | -
            placed 100 | accepted | ACCEPTED | MOVED | -               | false | -
            placed 100 | pending  | ACCEPTED | MOVED | -               | false | -
            placed 100 | rejected | REJECTED | MOVED | -               | false | -
            placed 100 | paid 100 | PAID     | MOVED | -               | true  | -
            placed 100 | paid 90  | PAID     | MOVED | AMOUNT_MISMATCH | true  | -
            placed 100 | paid ?   | HELD     | MOVED | -               | false | AMOUNT_UNCONFIRMED
            placed 100 | failed   | FAILED   | MOVED | -               | false | -
            # ACCEPTED
            placed 100, accepted | unknown  | ACCEPTED | SAME  | -     | false | -
            placed 100, accepted | accepted | ACCEPTED | SAME  | -     | false | -
            placed 100, accepted | pending  | ACCEPTED | SAME  | -     | false | -
            placed 100, accepted | rejected | ACCEPTED | CONFLICT  | CONTRADICTION | false | -
            placed 100, accepted, rejected | rejected | ACCEPTED | DUPLICATE | -   | false | -
            placed 100, accepted | paid 100 | PAID     | MOVED | -     | true  | -
            placed 100, accepted | paid 90  | PAID     | MOVED | AMOUNT_MISMATCH | true  | -
            placed 100, accepted | paid ?   | HELD     | MOVED | -     | false | AMOUNT_UNCONFIRMED
            placed 100, accepted | failed   | FAILED   | MOVED | -     | false | -
            placed 100, accepted | gave-up  | ACCEPTED | CONFLICT | UNRESOLVED | false | -
            # REJECTED
            placed 100, rejected | unknown  | REJECTED | SAME  | -                            | false | -
            placed 100, rejected | accepted | ACCEPTED | MOVED | CONTRADICTION                | false | -
            placed 100, rejected | pending  | ACCEPTED | MOVED | CONTRADICTION                | false | -
            placed 100, rejected | rejected | REJECTED | SAME  | -                            | false | -
            placed 100, rejected | paid 100 | PAID     | MOVED | LATE_SUCCESS                 | true  | -
            placed 100, rejected | paid 90  | PAID     | MOVED | LATE_SUCCESS AMOUNT_MISMATCH | true  | -
            placed 100, rejected | paid ?   | HELD     | MOVED | LATE_SUCCESS                 | false | AMOUNT_UNCONFIRMED
            placed 100, rejected | failed   | FAILED   | MOVED | -                            | false | -
            placed 100, rejected | gave-up  | REJECTED | SAME  | -                            | false | -
            # FAILED
            placed 100, failed | unknown  | FAILED | SAME  | -                            | false | -
            placed 100, failed | accepted | FAILED | SAME  | -                            | false | -
            placed 100, failed | pending  | FAILED | SAME  | -                            | false | -
            placed 100, failed | rejected | FAILED | SAME  | -                            | false | -
            placed 100, failed | paid 100 | PAID   | MOVED | LATE_SUCCESS                 | true  | -
            placed 100, failed | paid 90  | PAID   | MOVED | LATE_SUCCESS AMOUNT_MISMATCH | true  | -
            placed 100, failed | paid ?   | HELD   | MOVED | LATE_SUCCESS                 | false | AMOUNT_UNCONFIRMED
            placed 100, failed | failed   | FAILED | SAME  | -                            | false | -
            placed 100, failed | gave-up  | FAILED | SAME  | -                            | false | -
            # FAILED hides no acceptance that contradicts a rejection (permutation law)
            placed 100, accepted, failed           | rejected | FAILED | CONFLICT | CONTRADICTION | false | -
            placed 100, rejected, failed           | accepted | FAILED | CONFLICT | CONTRADICTION | false | -
            placed 100, accepted, failed, rejected | rejected | FAILED | SAME     | -             | false | -
            # HELD
            placed 100, paid ? | unknown  | HELD | SAME      | -               | false | AMOUNT_UNCONFIRMED
            placed 100, paid ? | accepted | HELD | SAME      | -               | false | AMOUNT_UNCONFIRMED
            placed 100, paid ? | pending  | HELD | SAME      | -               | false | AMOUNT_UNCONFIRMED
            placed 100, paid ? | rejected | HELD | CONFLICT  | CONTRADICTION   | false | AMOUNT_UNCONFIRMED
            placed 100, paid ? | paid 100 | PAID | MOVED     | -               | true  | -
            placed 100, paid ? | paid 90  | PAID | MOVED     | AMOUNT_MISMATCH | true  | -
            placed 100, paid ? | paid ?   | HELD | DUPLICATE | -               | false | AMOUNT_UNCONFIRMED
            placed 100, paid ? | failed   | HELD | CONFLICT  | CONTRADICTION   | false | AMOUNT_UNCONFIRMED
            placed 100, paid ? | gave-up  | HELD | CONFLICT  | UNRESOLVED      | false | AMOUNT_UNCONFIRMED
            placed 100, paid ? | release 100 | PAID | MOVED  | -               | true  | looked at it
            placed 100, paid ? | refuse 100  | REFUSED | MOVED | -             | false | looked at it
            # PAID
            placed 100, paid 100 | unknown  | PAID | SAME      | -              | false | -
            placed 100, paid 100 | accepted | PAID | SAME      | -              | false | -
            placed 100, paid 100 | pending  | PAID | SAME      | -              | false | -
            placed 100, paid 100 | rejected | PAID | CONFLICT  | CONTRADICTION  | false | -
            placed 100, paid 100 | paid 100 | PAID | DUPLICATE | -              | false | -
            placed 100, paid 90  | paid 90  | PAID | DUPLICATE | -              | false | -
            placed 100, paid 100 | paid 90  | PAID | CONFLICT  | AMOUNT_CHANGED | false | -
            placed 100, paid 100, paid 90 | paid 90 | PAID | DUPLICATE | -      | false | -
            placed 100, paid 100 | paid ?   | PAID | DUPLICATE | -              | false | -
            placed 100, paid 100 | failed   | PAID | CONFLICT  | CONTRADICTION  | false | -
            placed 100, paid 100 | gave-up  | PAID | SAME      | -              | false | -
            placed 100, paid 100 | release 100 | PAID | REFUSED | -             | false | -
            paid 90 of 90 | paid 90 of 100  | PAID | CONFLICT  | AMOUNT_CHANGED | false | -
            placed 100, paid 100 G1 | paid 100 G2 | PAID | CONFLICT | DOUBLE_PAYMENT | false | -
            # REFUSED, as for payments
            placed 100, paid ?, refuse 100 | accepted | REFUSED | SAME      | -                  | false | looked at it
            placed 100, paid ?, refuse 100 | rejected | REFUSED | SAME      | -                  | false | looked at it
            placed 100, paid ?, refuse 100 | failed   | REFUSED | SAME      | -                  | false | looked at it
            placed 100, paid ?, refuse 100 | paid ?   | REFUSED | DUPLICATE | -                  | false | looked at it
            placed 100, paid ?, refuse 100 | paid 100 | REFUSED | CONFLICT  | PAID_AFTER_REFUSAL | false | looked at it
            placed 100, paid ?, refuse 100, paid 100 | paid 100 | REFUSED | DUPLICATE | -        | false | looked at it
            placed 100, paid ?, refuse 100 | gave-up  | REFUSED | SAME      | -                  | false | looked at it
            placed 100, paid ?, refuse 100 | release 100 | PAID | MOVED     | -                  | true  | looked at it
            """)
    void shouldDecideEveryCellOfTheTable(
            String before, String report, String to, String effect, String conflicts, boolean settled, String reason) {
        Story story = new Story(new PayoutRules(), Policy.DEFAULT).tell(before);

        OrderDecision decision = story.tell(report).last();

        assertThat(TableRow.of(decision)).isEqualTo(TableRow.of(to, effect, conflicts, settled, reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''                   | paid ?   | HELD | -            | false
            placed 100           | paid ?   | PAID | -            | true
            placed 100, rejected | paid ?   | PAID | LATE_SUCCESS | true
            placed 100, paid ?   | paid ?   | PAID | -            | false
            placed 100, paid ?   | paid 100 | PAID | -            | false
            """)
    void shouldSettleAtThePlacedAmountWhereThePolicySaysSo(
            String before, String report, String to, String conflicts, boolean settled) {
        Policy policy = new Policy(Long.MIN_VALUE, AmountRule.EXACT, 0, true, true);
        Story story = new Story(new PayoutRules(), policy).tell(before);

        OrderDecision decision = story.tell(report).last();

        assertThat(TableRow.of(decision).to()).isEqualTo(to);
        assertThat(TableRow.of(decision).conflicts()).isEqualTo(conflicts == null ? "" : conflicts);
        assertThat(decision.settled()).isEqualTo(settled);
    }
}
