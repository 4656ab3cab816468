package io.quittance.topology.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.config.Policy;
import io.quittance.events.EventKind;
import io.quittance.events.OrderBreak;
import io.quittance.events.StatementTold;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What differs between an order and what the gateway says of it, case by case. */
class OrderBreaksTest {
    private static final int DAY = 20_513;
    private static final String NONE = "";

    /** The order's story in the words of {@link Story}, the line of the statement if there is one, and the breaks: type, ours, theirs. */
    private record Case(EventKind kind, String story, String line, String breaks) {}

    private static final List<Case> CASES = List.of(
            in("placed 10, paid 10", NONE, NONE),
            in("placed 10, paid 10", "paid 10", NONE),
            in("placed 10, paid 10", "paid 9", "AMOUNT_DIFFERS 1000 900"),
            in("placed 10, paid 10", "failed 10", "STATUS_DIFFERS 1000 1000"),
            in("placed 10, paid 10", "expired 10", "STATUS_DIFFERS 1000 1000"),
            in("placed 10, paid 10", "pending 10", "STATUS_DIFFERS 1000 1000"),
            in("placed 10, paid 10", "unknown 10", NONE),
            in("", "paid 10", "PAID_THERE_NOT_HERE null 1000"),
            in("", "failed 10", NONE),
            in("", "pending 10", NONE),
            in("placed 10", "paid 10", "PAID_THERE_NOT_HERE null 1000"),
            in("placed 10", "failed 10", "STATUS_DIFFERS null 1000"),
            in("placed 10, pending", "pending 10", NONE),
            in("placed 10, failed", "paid 10", "PAID_THERE_NOT_HERE null 1000"),
            in("placed 10, failed", "expired 10", NONE),
            in("placed 10, failed, paid 10", NONE, NONE),
            in("placed 10, paid 9", NONE, "AMOUNT_DIFFERS 1000 900"),
            in("placed 10, paid 9", "paid 9", "PAID_THERE_NOT_HERE null 900; AMOUNT_DIFFERS 1000 900"),
            in("placed 10, paid 9", "paid 10", "PAID_THERE_NOT_HERE null 1000; AMOUNT_DIFFERS 900 1000"),
            in("placed 10, paid ?", NONE, "PAID_THERE_NOT_HERE null null"),
            in("placed 10, paid 9, refuse", NONE, "PAID_THERE_NOT_HERE null 900"),
            in("placed 10, paid 9, release 9", NONE, NONE),
            in("placed 10, paid 10, paid 12", NONE, "AMOUNT_DIFFERS 1000 1200"),
            in("placed 10, paid 10 G1, paid 10 G2", NONE, "DUPLICATE_PAYMENT 1000 null"),
            in("placed 10, paid 10, failed", NONE, "SUSPECTED_SKIMMING 1000 null"),
            in("placed 10, paid 10, expired", NONE, "SUSPECTED_SKIMMING 1000 null"),
            out("placed 10, accepted, paid 10", "paid 10", NONE),
            out("placed 10, paid 9", NONE, "AMOUNT_DIFFERS 1000 900"),
            out("placed 10, paid 10, failed", NONE, "STATUS_DIFFERS 1000 null"),
            out("placed 10, rejected", "failed 10", NONE),
            out("placed 10, accepted", "paid 10", "PAID_THERE_NOT_HERE null 1000"));

    private static Case in(String story, String line, String breaks) {
        return new Case(EventKind.PAYMENT, story, line, breaks);
    }

    private static Case out(String story, String line, String breaks) {
        return new Case(EventKind.PAYOUT, story, line, breaks);
    }

    @Test
    void shouldFindWhatDiffers() {
        for (Case row : CASES) {
            Story story = story(row.kind()).tell(row.story());
            if (!row.line().isEmpty()) {
                story.take(line(1, row.line()));
            }

            List<String> found = breaks(row.kind(), story, DAY);

            assertThat(String.join("; ", found)).describedAs("%s", row).isEqualTo(row.breaks());
        }
    }

    @Test
    void shouldFindWhatAStatementListsAsPaidTwice() {
        Story story = story(EventKind.PAYMENT).tell("placed 10, paid 10");

        story.take(line(1, "paid 10"));
        story.take(line(2, "paid 11"));

        assertThat(breaks(EventKind.PAYMENT, story, DAY)).containsExactly("DUPLICATE_PAYMENT 1000 1100");
    }

    @Test
    void shouldLeaveAStatementThatEndedBeforeTheOrderWasPaid() {
        Story story = story(EventKind.PAYMENT).tell("placed 10, paid 10");

        story.take(line(1, "pending 10"));

        assertThat(breaks(EventKind.PAYMENT, story, DAY + 1)).isEmpty();
    }

    private static Story story(EventKind kind) {
        return new Story(kind == EventKind.PAYOUT ? new PayoutRules() : new PaymentRules(), Policy.DEFAULT);
    }

    private static Listed line(int number, String words) {
        String[] word = words.split(" ", -1);
        StatementTold told = StatementTold.valueOf(word[0].toUpperCase(Locale.ROOT));
        return new Listed("l" + number, 9_000 + number, "s1", DAY, number, told, Long.parseLong(word[1]) * 100, null);
    }

    private static List<String> breaks(EventKind kind, Story story, int day) {
        return OrderBreaks.of(kind, Objects.requireNonNull(story.state()), day).stream()
                .map(OrderBreaksTest::text)
                .toList();
    }

    private static String text(OrderBreak found) {
        return found.getType() + " " + found.getOursMinor() + " " + found.getTheirsMinor();
    }
}
