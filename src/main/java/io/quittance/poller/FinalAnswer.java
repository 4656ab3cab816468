package io.quittance.poller;

import io.quittance.config.Account;
import io.quittance.events.AnswerStatus;
import io.quittance.events.Transport;
import io.quittance.gatewayclient.Answer.Answered;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Rejected;
import io.quittance.gateways.Report;
import io.quittance.gateways.Verdict;
import io.quittance.gateways.Verified;

/**
 * Whether an answer ends an order, as far as one answer can tell. Only the last question needs to know: where it gets no final
 * answer, nobody asks again. The topology decides all the same; it ignores a {@code GAVE_UP} about an order that is final.
 */
final class FinalAnswer {
    private FinalAnswer() {}

    /** Whether the answer to that question is believed and final. */
    static boolean is(Account account, Inquiry question, Answered answer, long receivedAt) {
        Dialect dialect = account.gateway().dialect();
        RawMessage raw = new RawMessage(question.response(), answer.body(), answer.contentType(), question.order());
        Verdict verdict = dialect.verify(raw, account.gateway(), receivedAt, receivedAt);
        return switch (verdict) {
            case Rejected rejected -> false;
            case Verified verified -> (verified.signed() || isBelievedUnsigned(answer)) && ends(dialect.read(verified));
        };
    }

    private static boolean isBelievedUnsigned(Answered answer) {
        return answer.transport() != Transport.PLAIN && AnswerStatus.mayDecide(answer.status());
    }

    private static boolean ends(Report report) {
        return switch (report.status()) {
            case PAID -> report.paidMinor() != null;
            case FAILED, EXPIRED -> true;
            case PENDING, UNKNOWN -> false;
        };
    }
}
