package io.quittance.topology;

import io.quittance.events.AnswerGiven;
import io.quittance.events.PlacingAnswer;
import io.quittance.gateways.Acceptance;
import io.quittance.gateways.Kind;
import io.quittance.gateways.Report;
import org.jspecify.annotations.Nullable;

/** What a client is told of the answer to its placing: bounded, since it is kept with the order, and without account numbers. */
final class AnswerTexts {
    private static final int MAX_CODE = 100;
    private static final int MAX_MESSAGE = 500;
    private static final int MAX_URL = 4_096;
    private static final int MAX_PAGE = 16_384;
    /** The shortest account number, and how much of one may be shown. */
    private static final int ACCOUNT_DIGITS = 8;

    private static final int SHOWN_DIGITS = 4;

    private AnswerTexts() {}

    static PlacingAnswer of(String id, Report report) {
        boolean payout = report.kind() == Kind.PAYOUT;
        String payUrl = within(MAX_URL, report.payUrl());
        return new PlacingAnswer(
                id,
                given(report.acceptance()),
                cut(MAX_CODE, payout ? masked(report.code()) : report.code()),
                cut(MAX_MESSAGE, payout ? masked(report.message()) : message(report)),
                payUrl,
                payUrl == null ? within(MAX_PAGE, report.payPage()) : null);
    }

    /** A pay URL that nobody may be sent to is left out and said so (gateways/README.md, rule 14). */
    private static @Nullable String message(Report report) {
        if (!report.payUrlDropped()) {
            return report.message();
        }
        String own = report.message();
        return (own == null || own.isBlank() ? "" : own + "; ")
                + "the gateway's pay URL is no http(s) address and was left out";
    }

    private static AnswerGiven given(@Nullable Acceptance acceptance) {
        if (acceptance == null) {
            return AnswerGiven.UNDECIDED;
        }
        return switch (acceptance) {
            case ACCEPTED -> AnswerGiven.ACCEPTED;
            case REFUSED -> AnswerGiven.REFUSED;
            case UNDECIDED -> AnswerGiven.UNDECIDED;
        };
    }

    private static @Nullable String within(int max, @Nullable String text) {
        return text == null || text.isBlank() || text.length() > max ? null : text;
    }

    private static @Nullable String cut(int max, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** A gateway that repeats an account number in its words repeats it to nobody else: its last four digits stay. */
    private static @Nullable String masked(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder shown = new StringBuilder(text);
        int start = 0;
        for (int i = 0; i <= shown.length(); i++) {
            if (i < shown.length() && Character.isDigit(shown.charAt(i))) {
                continue;
            }
            for (int hidden = start; i - start >= ACCOUNT_DIGITS && hidden < i - SHOWN_DIGITS; hidden++) {
                shown.setCharAt(hidden, '*');
            }
            start = i + 1;
        }
        return shown.toString();
    }
}
