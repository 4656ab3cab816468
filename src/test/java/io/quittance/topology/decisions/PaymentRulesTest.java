package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.config.Policy.AmountRule;
import io.quittance.events.OrderState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cell of the table of payments (DESIGN section 5); a row names how the state came about, the report, and what is seen. */
class PaymentRulesTest {
    private static final Policy EXACT = Policy.DEFAULT;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # nothing known
            '' | unknown         | UNKNOWN | MOVED |                 -                      | false | -
            '' | pending         | PENDING | MOVED |                 -                      | false | -
            '' | accepted        | PENDING | MOVED |                 -                      | false | -
            '' | paid 100 of 100 | PAID    | MOVED |                 -                      | true  | -
            '' | paid 100        | PAID    | MOVED |                 -                      | true  | -
            '' | paid 90 of 100  | HELD    | MOVED | AMOUNT_MISMATCH                        | false | AMOUNT_MISMATCH
            '' | paid ?          | HELD    | MOVED |                 -                      | false | AMOUNT_UNCONFIRMED
            '' | failed          | FAILED  | MOVED |                 -                      | false | -
            '' | rejected        | FAILED  | MOVED |                 -                      | false | -
            '' | expired         | EXPIRED | MOVED |                 -                      | false | -
            '' | placed 100      | PLACED  | MOVED |                 -                      | false | -
            '' | gave-up         | UNKNOWN | MOVED | UNRESOLVED                             | false | -
            '' | release 100     | -       | REFUSED |               -                      | false | -
            '' | refuse 100      | -       | REFUSED |               -                      | false | -
            # UNKNOWN
            unknown | unknown         | UNKNOWN | SAME  | -                                 | false | -
            unknown | pending         | PENDING | MOVED | -                                 | false | -
            unknown | accepted        | PENDING | MOVED | -                                 | false | -
            unknown | paid 100 of 100 | PAID    | MOVED | -                                 | true  | -
            unknown | paid 90 of 100  | HELD    | MOVED | AMOUNT_MISMATCH                   | false | AMOUNT_MISMATCH
            unknown | paid ?          | HELD    | MOVED | -                                 | false | AMOUNT_UNCONFIRMED
            unknown | failed          | FAILED  | MOVED | -                                 | false | -
            unknown | rejected        | FAILED  | MOVED | -                                 | false | -
            unknown | expired         | EXPIRED | MOVED | -                                 | false | -
            unknown | placed 100      | UNKNOWN | REFUSED | -                               | false | -
            unknown | gave-up         | UNKNOWN | CONFLICT | UNRESOLVED                     | false | -
            unknown | release 100     | UNKNOWN | REFUSED | -                               | false | -
            unknown | refuse 100      | UNKNOWN | REFUSED | -                               | false | -
            # PLACED
            placed 100 | unknown      | PLACED  | SAME  | -                                 | false | -
            placed 100 | pending      | PENDING | MOVED | -                                 | false | -
            placed 100 | accepted     | PENDING | MOVED | -                                 | false | -
            placed 100 | paid 100     | PAID    | MOVED | -                                 | true  | -
            placed 100 | paid 90      | HELD    | MOVED | AMOUNT_MISMATCH                   | false | AMOUNT_MISMATCH
            placed 100 | paid 90 of 90 | HELD   | MOVED | AMOUNT_MISMATCH                   | false | AMOUNT_MISMATCH
            placed 100 | paid ?       | HELD    | MOVED | -                                 | false | AMOUNT_UNCONFIRMED
            placed 100 | failed       | FAILED  | MOVED | -                                 | false | -
            placed 100 | rejected     | FAILED  | MOVED | -                                 | false | -
            placed 100 | expired      | EXPIRED | MOVED | -                                 | false | -
            placed 100 | placed 100   | PLACED  | DUPLICATE | -                             | false | -
            placed 100 | placed 99    | PLACED  | REFUSED | -                               | false | -
            placed 100 | not-called a1 | PLACED | SAME | -                                  | false | -
            placed 100 | not-called a7 | PLACED | SAME | -                                  | false | -
            placed 100, not-called a1 | placed 99 | PLACED | SAME | -                       | false | -
            placed 100 | gave-up      | PLACED  | CONFLICT | UNRESOLVED                     | false | -
            placed 100 | release 100  | PLACED  | REFUSED | -                               | false | -
            # PENDING
            placed 100, pending | unknown  | PENDING | SAME  | -                            | false | -
            placed 100, pending | pending  | PENDING | SAME  | -                            | false | -
            placed 100, pending | accepted | PENDING | SAME  | -                            | false | -
            placed 100, pending | paid 100 | PAID    | MOVED | -                            | true  | -
            placed 100, pending | paid 90  | HELD    | MOVED | AMOUNT_MISMATCH              | false | AMOUNT_MISMATCH
            placed 100, pending | paid ?   | HELD    | MOVED | -                            | false | AMOUNT_UNCONFIRMED
            placed 100, pending | failed   | FAILED  | MOVED | -                            | false | -
            placed 100, pending | rejected | FAILED  | MOVED | -                            | false | -
            placed 100, pending | expired  | EXPIRED | MOVED | -                            | false | -
            placed 100, pending | gave-up  | PENDING | CONFLICT | UNRESOLVED                | false | -
            placed 100, pending, gave-up | gave-up | PENDING | DUPLICATE | -                | false | -
            placed 100, pending | not-called a1 | PENDING | SAME | -                        | false | -
            # EXPIRED
            placed 100, expired | unknown  | EXPIRED | SAME  | -                            | false | -
            placed 100, expired | pending  | EXPIRED | SAME  | -                            | false | -
            placed 100, expired | accepted | EXPIRED | SAME  | -                            | false | -
            placed 100, expired | paid 100 | PAID    | MOVED | LATE_SUCCESS                 | true  | -
            placed 100, expired | paid 90  | HELD    | MOVED | LATE_SUCCESS AMOUNT_MISMATCH | false | AMOUNT_MISMATCH
            placed 100, expired | paid ?   | HELD    | MOVED | LATE_SUCCESS                 | false | AMOUNT_UNCONFIRMED
            placed 100, expired | failed   | FAILED  | MOVED | -                            | false | -
            placed 100, expired | rejected | FAILED  | MOVED | -                            | false | -
            placed 100, expired | expired  | EXPIRED | SAME  | -                            | false | -
            placed 100, expired | gave-up  | EXPIRED | SAME  | -                            | false | -
            placed 100, expired | release 100 | EXPIRED | REFUSED | -                       | false | -
            placed 100, expired | refuse 100  | EXPIRED | REFUSED | -                       | false | -
            # FAILED
            placed 100, failed | unknown  | FAILED | SAME  | -                              | false | -
            placed 100, failed | pending  | FAILED | SAME  | -                              | false | -
            placed 100, failed | accepted | FAILED | SAME  | -                              | false | -
            placed 100, failed | paid 100 | PAID   | MOVED | LATE_SUCCESS                   | true  | -
            placed 100, failed | paid 90  | HELD   | MOVED | LATE_SUCCESS AMOUNT_MISMATCH   | false | AMOUNT_MISMATCH
            placed 100, failed | paid ?   | HELD   | MOVED | LATE_SUCCESS                   | false | AMOUNT_UNCONFIRMED
            placed 100, failed | failed   | FAILED | SAME  | -                              | false | -
            placed 100, failed | rejected | FAILED | SAME  | -                              | false | -
            placed 100, failed | expired  | FAILED | SAME  | -                              | false | -
            placed 100, failed | gave-up  | FAILED | SAME  | -                              | false | -
            placed 100, failed | release 100 | FAILED | REFUSED | -                         | false | -
            # HELD
            placed 100, paid 90 | unknown  | HELD | SAME      | -                           | false | AMOUNT_MISMATCH
            placed 100, paid 90 | pending  | HELD | SAME      | -                           | false | AMOUNT_MISMATCH
            placed 100, paid 90 | paid 100 | PAID | MOVED     | AMOUNT_CHANGED              | true  | -
            placed 100, paid ?  | paid 100 | PAID | MOVED     | -                           | true  | -
            placed 100, paid 90 | paid 90  | HELD | DUPLICATE | -                           | false | AMOUNT_MISMATCH
            placed 100, paid ?  | paid 90  | HELD | CONFLICT  | AMOUNT_MISMATCH             | false | AMOUNT_MISMATCH
            placed 100, paid 90 | paid 80  | HELD | CONFLICT  | AMOUNT_CHANGED              | false | AMOUNT_MISMATCH
            placed 100, paid 90, paid 80 | paid 80 | HELD | DUPLICATE | -                   | false | AMOUNT_MISMATCH
            placed 100, paid 90 | paid ?   | HELD | DUPLICATE | -                           | false | AMOUNT_MISMATCH
            placed 100, paid ?  | paid ?   | HELD | DUPLICATE | -                           | false | AMOUNT_UNCONFIRMED
            placed 100, paid 90 | failed   | HELD | CONFLICT  | CONTRADICTION               | false | AMOUNT_MISMATCH
            placed 100, paid 90, failed | failed | HELD | DUPLICATE | -                     | false | AMOUNT_MISMATCH
            placed 100, paid 90 | expired  | HELD | CONFLICT  | CONTRADICTION               | false | AMOUNT_MISMATCH
            placed 100, paid 90 | gave-up  | HELD | CONFLICT  | UNRESOLVED                  | false | AMOUNT_MISMATCH
            placed 100, paid 90 | release 90  | PAID | MOVED  | -                           | true  | looked at it
            placed 100, paid 90 | release 100 | PAID | MOVED  | -                           | true  | looked at it
            placed 100, paid 90 | release 90 stale | HELD | REFUSED | -                     | false | AMOUNT_MISMATCH
            placed 100, paid 90 | release     | HELD | REFUSED | -                          | false | AMOUNT_MISMATCH
            placed 100, paid 90 | release 0   | HELD | REFUSED | -                          | false | AMOUNT_MISMATCH
            placed 100, paid 90 | refuse 90   | REFUSED | MOVED | -                         | false | looked at it
            placed 100, paid 90 | refuse 90 stale | HELD | REFUSED | -                      | false | AMOUNT_MISMATCH
            # PAID
            placed 100, paid 100 | unknown  | PAID | SAME      | -                          | false | -
            placed 100, paid 100 | pending  | PAID | SAME      | -                          | false | -
            placed 100, paid 100 | paid 100 | PAID | DUPLICATE | -                          | false | -
            placed 100, paid 100 | paid 90  | PAID | CONFLICT  | AMOUNT_CHANGED             | false | -
            placed 100, paid 100, paid 90 | paid 90 | PAID | DUPLICATE | -                  | false | -
            placed 100, paid 90, paid 100 | paid 90 | PAID | DUPLICATE | -                  | false | -
            placed 100, paid 90, release 100 | paid 90 | PAID | DUPLICATE | -               | false | looked at it
            placed 100, paid 90, release 90  | paid 90 | PAID | DUPLICATE | -               | false | looked at it
            placed 100, paid 100 | paid ?   | PAID | DUPLICATE | -                          | false | -
            placed 100, paid 100 | failed   | PAID | CONFLICT  | CONTRADICTION              | false | -
            placed 100, paid 100 | rejected | PAID | CONFLICT  | CONTRADICTION              | false | -
            placed 100, paid 100 | expired  | PAID | CONFLICT  | CONTRADICTION              | false | -
            placed 100, paid 100, failed | failed  | PAID | DUPLICATE | -                   | false | -
            placed 100, paid 100, failed | expired | PAID | CONFLICT  | CONTRADICTION       | false | -
            placed 100, paid 100 | gave-up  | PAID | SAME      | -                          | false | -
            placed 100, paid 100 | release 100 | PAID | REFUSED | -                         | false | -
            placed 100, paid 100 | refuse 100  | PAID | REFUSED | -                         | false | -
            paid 90              | paid 90 of 100 | PAID | CONFLICT | AMOUNT_CHANGED        | false | -
            # REFUSED
            placed 100, paid 90, refuse 90 | unknown  | REFUSED | SAME      | -                  | false | looked at it
            placed 100, paid 90, refuse 90 | pending  | REFUSED | SAME      | -                  | false | looked at it
            placed 100, paid 90, refuse 90 | paid 100 | REFUSED | CONFLICT  | PAID_AFTER_REFUSAL | false | looked at it
            placed 100, paid 90, refuse 90 | paid 90  | REFUSED | DUPLICATE | -                  | false | looked at it
            placed 100, paid 90, refuse 90 | paid 80  | REFUSED | CONFLICT  | PAID_AFTER_REFUSAL | false | looked at it
            placed 100, paid 90, refuse 90, paid 100 | paid 100 | REFUSED | DUPLICATE | -        | false | looked at it
            placed 100, paid 90, refuse 90 | paid ?   | REFUSED | DUPLICATE | -                  | false | looked at it
            placed 100, paid ?, refuse 100 | paid 100 | REFUSED | CONFLICT  | PAID_AFTER_REFUSAL | false | looked at it
            placed 100, paid 90, refuse 90 | failed   | REFUSED | SAME      | -                  | false | looked at it
            placed 100, paid 90, refuse 90 | expired  | REFUSED | SAME      | -                  | false | looked at it
            placed 100, paid 90, refuse 90 | gave-up  | REFUSED | SAME      | -                  | false | looked at it
            placed 100, paid 90, refuse 90 | refuse 90  | REFUSED | REFUSED | -                  | false | looked at it
            placed 100, paid 90, refuse 90 | release 90 | PAID | MOVED      | -                  | true  | looked at it
            # another gateway order
            placed 100, paid 100 G1 | paid 100 G1 | PAID | DUPLICATE | -                         | false | -
            placed 100, paid 100 G1 | paid 100 G2 | PAID | CONFLICT  | DOUBLE_PAYMENT            | false | -
            placed 100, paid 100 G1, paid 100 G2 | paid 100 G2 | PAID | DUPLICATE | -            | false | -
            placed 100, paid 100 G1 | paid 90 G2 | PAID | CONFLICT | DOUBLE_PAYMENT AMOUNT_CHANGED | false | -
            placed 100, paid 90 G1  | paid 90 G2 | HELD | CONFLICT | DOUBLE_PAYMENT              | false | AMOUNT_MISMATCH
            placed 100, paid ? G1   | paid 100 G2 | PAID | MOVED   | DOUBLE_PAYMENT              | true  | -
            placed 100, paid 100    | paid 100 G1 | PAID | SAME    | -                           | false | -
            placed 100, paid 90 G1, refuse 90 | paid 90 G2 | REFUSED | CONFLICT | DOUBLE_PAYMENT PAID_AFTER_REFUSAL | false | looked at it
            """)
    void shouldDecideEveryCellOfTheTable(
            String before, String report, String to, String effect, String conflicts, boolean settled, String reason) {
        Story story = new Story(new PaymentRules(), EXACT).tell(before);

        OrderDecision decision = story.tell(report).last();

        assertThat(TableRow.of(decision)).isEqualTo(TableRow.of(to, effect, conflicts, settled, reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            EXACT    | ''                   | paid 100 of 101 | HELD | AMOUNT_MISMATCH | 0
            EXACT    | placed 100           | paid 99 of 99   | HELD | AMOUNT_MISMATCH | 0
            WITHIN   | placed 100           | paid 99         | PAID | -               | 99
            WITHIN   | placed 100           | paid 101        | PAID | -               | 101
            WITHIN   | placed 100           | paid 98         | HELD | AMOUNT_MISMATCH | 0
            WITHIN   | placed 100, paid 100 | paid 99         | PAID | AMOUNT_CHANGED  | 100
            AT_LEAST | placed 100           | paid 100        | PAID | -               | 100
            AT_LEAST | placed 100           | paid 150        | PAID | -               | 150
            AT_LEAST | placed 100           | paid 99         | HELD | AMOUNT_MISMATCH | 0
            """)
    void shouldMeasureThePaidAmountByTheAccountsPolicy(
            AmountRule rule, String before, String report, String to, String conflicts, long settledYuan) {
        Policy policy = new Policy(Long.MIN_VALUE, rule, 100, true, false);
        Story story = new Story(new PaymentRules(), policy).tell(before);

        OrderDecision decision = story.tell(report).last();

        assertThat(String.valueOf(decision.to())).isEqualTo(to);
        assertThat(TableRow.of(decision).conflicts()).isEqualTo(conflicts == null ? "" : conflicts);
        assertThat(settledMinor(story.state())).isEqualTo(settledYuan * 100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''                            | paid 100       | HELD | MOVED     | -               | UNPLACED
            ''                            | paid 90 of 100 | HELD | MOVED     | AMOUNT_MISMATCH | AMOUNT_MISMATCH
            ''                            | paid 90 of 90  | PAID | MOVED     | -               | -
            placed 100                    | paid 100       | PAID | MOVED     | -               | -
            failed                        | paid 100       | HELD | MOVED     | LATE_SUCCESS    | UNPLACED
            paid 100                      | paid 100       | HELD | DUPLICATE | -               | UNPLACED
            paid 90                       | paid 90 of 100 | HELD | CONFLICT  | AMOUNT_MISMATCH | AMOUNT_MISMATCH
            paid ?                        | paid 100       | HELD | SAME      | -               | UNPLACED
            paid 90 of 90                 | paid 90        | PAID | DUPLICATE | -               | -
            paid 90 of 90                 | paid 80        | PAID | CONFLICT  | AMOUNT_CHANGED  | -
            """)
    void shouldHoldWhatNobodyOrderedWhereThePolicySaysSo(
            String before, String report, String to, String effect, String conflicts, String reason) {
        Policy policy = new Policy(Long.MIN_VALUE, AmountRule.EXACT, 0, false, false);
        Story story = new Story(new PaymentRules(), policy).tell(before);

        OrderDecision decision = story.tell(report).last();

        assertThat(TableRow.of(decision))
                .isEqualTo(TableRow.of(to, effect, conflicts, to.equals("PAID") && effect.equals("MOVED"), reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ''                          | paid ?   | HELD | MOVED     | -              | false | false
            placed 100                  | paid ?   | PAID | MOVED     | -              | true  | false
            placed 100, failed          | paid ?   | PAID | MOVED     | LATE_SUCCESS   | true  | false
            placed 100, paid ?          | paid ?   | PAID | DUPLICATE | -              | false | false
            placed 100, paid ?          | paid 100 | PAID | SAME      | -              | false | true
            placed 100, paid ?, paid 100 | paid 100 | PAID | DUPLICATE | -             | false | true
            placed 100, paid ?          | paid 90  | PAID | CONFLICT  | AMOUNT_CHANGED | false | false
            placed 100, paid 90         | paid ?   | HELD | DUPLICATE | -              | false | true
            """)
    void shouldSettleWithoutAnAmountWhereThePolicySaysSo(
            String before,
            String report,
            String to,
            String effect,
            String conflicts,
            boolean settled,
            boolean confirmed) {
        Policy policy = new Policy(Long.MIN_VALUE, AmountRule.EXACT, 0, true, true);
        Story story = new Story(new PaymentRules(), policy).tell(before);

        OrderDecision decision = story.tell(report).last();

        assertThat(TableRow.of(decision))
                .isEqualTo(TableRow.of(
                        to, effect, conflicts, settled, TableRow.of(decision).reason()));
        assertThat(decision.state()).extracting(OrderState::getAmountConfirmed).isEqualTo(confirmed);
    }

    private static long settledMinor(@Nullable OrderState state) {
        return state != null && state.getSettled() ? state.getPaidMinor() : 0;
    }
}
