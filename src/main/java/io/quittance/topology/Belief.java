package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.events.AnswerStatus;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Question;
import io.quittance.events.Received;
import io.quittance.events.RejectionReason;
import io.quittance.events.Source;
import io.quittance.events.Transport;
import io.quittance.gateways.Dialect;
import io.quittance.gateways.Kind;
import io.quittance.gateways.MessageType;
import io.quittance.gateways.RawMessage;
import io.quittance.gateways.Reason;
import io.quittance.gateways.Rejected;
import io.quittance.gateways.Report;
import io.quittance.gateways.Verdict;
import io.quittance.gateways.Verified;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides what is believed (DESIGN section 5, "Belief"), from a record and the accounts alone. */
final class Belief {
    private final Map<String, Account> accounts;

    Belief(Map<String, Account> accounts) {
        this.accounts = new HashMap<>(accounts);
    }

    /** Whether, and as what, the record with that key is believed. */
    Judged judge(String key, Received received) {
        Account account = accounts.get(received.getAccount());
        if (account == null) {
            return rejected(
                    received, RejectionReason.UNKNOWN_ACCOUNT, "the settings have no account " + received.getAccount());
        }
        return switch (received.getSource()) {
            case CALLBACK, POLLED, RELAYED -> message(key, received, account);
            case RETURN -> received.getMessage().isEmpty() ? noted(received) : message(key, received, account);
            case PLACE_ANSWER ->
                OwnRecords.carriesAnswer(received)
                        ? message(key, received, account)
                        : OwnRecords.judge(key, received, account);
            case PLACING, OPERATOR, GAVE_UP -> OwnRecords.judge(key, received, account);
            case REPORTED -> OwnRecords.balance(key, received, account);
            case STATEMENT ->
                received.getOrder() == null
                        ? StatementRecords.end(key, received, account)
                        : message(key, received, account);
            case ASKED -> noted(received);
            case UNSPECIFIED -> OwnRecords.unreadable(received, "its source is none that this version knows");
        };
    }

    private static Judged message(String key, Received received, Account account) {
        Dialect dialect = account.gateway().dialect();
        long receivedAt = received.getReceivedAt().toEpochMilli();
        MessageType type = MessageType.ofWireName(received.getMessage()).orElse(null);
        if (type == null || !mayCarry(received.getSource(), type) || !dialect.hears(type, receivedAt)) {
            return rejected(
                    received,
                    RejectionReason.UNKNOWN_MESSAGE,
                    dialect.name() + " has no message " + received.getMessage() + " that comes as "
                            + received.getSource());
        }
        String queried = queried(received);
        if (queried == null && isAnswer(received.getSource()) && type.kind() != Kind.BALANCE) {
            return rejected(received, RejectionReason.ORDER_MISMATCH, "the answer names no question");
        }
        RawMessage raw = new RawMessage(type, bytes(received.getBody()), received.getContentType(), queried);
        Instant replayedAt = received.getReplayedAt();
        long addedBefore = replayedAt == null ? receivedAt : replayedAt.toEpochMilli();
        Verdict verdict = dialect.verify(raw, account.gateway(), receivedAt, addedBefore);
        return switch (verdict) {
            case Rejected rejected ->
                isUnsignedHint(received, rejected)
                        ? noted(received)
                        : rejected(received, reason(rejected.reason()), rejected.detail());
            case Verified verified -> verified(key, received, account, verified, receivedAt);
        };
    }

    private static Judged verified(String key, Received received, Account account, Verified verified, long receivedAt) {
        String keyId = verified.signed() ? verified.keyId() : null;
        if (received.getSource() == Source.RETURN) {
            return new Judged.Noted(received, OutcomeVerdict.NOTED, keyId);
        }
        Report read = account.gateway().dialect().read(verified);
        Report report = verified.signed() ? read : unsigned(received, read);
        if (!verified.signed() && !believedUnsigned(received, report)) {
            return untrusted(received);
        }
        String order = report.kind() == Kind.BALANCE ? null : verified.order();
        if (!OrderKeys.fits(key, account.name(), order)) {
            return OwnRecords.unreadable(received, "its key is " + key + ", its message is about " + order);
        }
        if (report.kind() == Kind.BALANCE) {
            return balance(received, account, report, keyId);
        }
        if (received.getSource() == Source.STATEMENT) {
            return StatementRecords.line(received, account, report);
        }
        return new Judged.Believed(
                received, report.kind(), account, Readings.evidence(received, receivedAt, report), keyId);
    }

    /** An answer without a balance says nothing; one without a time is of the time at which it was received. */
    private static Judged balance(Received received, Account account, Report report, @Nullable String keyId) {
        Long minor = report.balanceMinor();
        if (minor == null) {
            return new Judged.Noted(received, OutcomeVerdict.VERIFIED, keyId);
        }
        Long asOf = report.balanceAsOf();
        long receivedAt = received.getReceivedAt().toEpochMilli();
        return new Judged.Reported(
                received,
                OutcomeVerdict.VERIFIED,
                account,
                keyId,
                minor,
                asOf == null ? receivedAt : Math.min(Math.max(asOf, 0), receivedAt));
    }

    /** What a proxy answers, or a gateway in trouble, decides nothing, whatever it reads like: the order is asked about. */
    private static Report unsigned(Received received, Report said) {
        return switch (received.getSource()) {
            case POLLED, PLACE_ANSWER -> AnswerStatus.mayDecide(received) ? said : said.undecided();
            case CALLBACK, RELAYED, RETURN, PLACING, OPERATOR, REPORTED, ASKED, GAVE_UP, STATEMENT, UNSPECIFIED -> said;
        };
    }

    /** A return is a hint all the same; only a signature that is there and wrong rejects it (gateways/README.md, zonghe). */
    private static boolean isUnsignedHint(Received received, Rejected rejected) {
        return received.getSource() == Source.RETURN && rejected.reason() == Reason.MISSING_SIGNATURE;
    }

    private static Judged noted(Received received) {
        return new Judged.Noted(received, OutcomeVerdict.NOTED, null);
    }

    /** Unsigned answers are believed over our own connection or an authenticated relay; one that says nothing, anyhow. */
    private static boolean believedUnsigned(Received received, Report report) {
        return switch (received.getSource()) {
            case POLLED, PLACE_ANSWER -> report.errorAnswer() || isOurs(received.getTransport());
            case RELAYED -> received.getPrincipal() != null;
            case STATEMENT -> received.getPrincipal() != null;
            case CALLBACK, RETURN, PLACING, OPERATOR, REPORTED, ASKED, GAVE_UP, UNSPECIFIED -> false;
        };
    }

    private static boolean isOurs(Transport transport) {
        return switch (transport) {
            case TLS, LOOPBACK -> true;
            case PLAIN, UNSPECIFIED -> false;
        };
    }

    private static Judged untrusted(Received received) {
        return received.getSource() == Source.CALLBACK
                ? rejected(received, RejectionReason.MISSING_SIGNATURE, "a callback counts only when it is signed")
                : rejected(
                        received,
                        RejectionReason.UNTRUSTED_TRANSPORT,
                        "an unsigned answer counts only over TLS, loopback or an authenticated relay");
    }

    /** Which messages come by which way: a browser return, however well signed, is never taken for a callback. */
    private static boolean mayCarry(Source source, MessageType type) {
        return switch (type) {
            case PAYMENT_CALLBACK, PAYOUT_CALLBACK -> source == Source.CALLBACK;
            case BROWSER_RETURN -> source == Source.RETURN;
            case PAYMENT_QUERY_RESPONSE, PAYOUT_QUERY_RESPONSE, BALANCE_QUERY_RESPONSE ->
                source == Source.POLLED || source == Source.RELAYED;
            case PAYMENT_RESPONSE, PAYOUT_RESPONSE -> source == Source.PLACE_ANSWER;
            case PAYMENT_STATEMENT, PAYOUT_STATEMENT -> source == Source.STATEMENT;
            case PAYMENT_REQUEST,
                    PAYMENT_PAGE,
                    PAYOUT_REQUEST,
                    PAYMENT_QUERY_REQUEST,
                    PAYOUT_QUERY_REQUEST,
                    BALANCE_QUERY_REQUEST -> false;
        };
    }

    private static boolean isAnswer(Source source) {
        return source != Source.CALLBACK && source != Source.RETURN && source != Source.STATEMENT;
    }

    private static @Nullable String queried(Received received) {
        Question question = received.getQuestion();
        if (question != null) {
            return question.getOrder();
        }
        return received.getSource() == Source.PLACE_ANSWER ? received.getOrder() : null;
    }

    private static RejectionReason reason(Reason reason) {
        return switch (reason) {
            case MALFORMED -> RejectionReason.MALFORMED;
            case MISSING_SIGNATURE -> RejectionReason.MISSING_SIGNATURE;
            case BAD_SIGNATURE -> RejectionReason.BAD_SIGNATURE;
            case MERCHANT_MISMATCH -> RejectionReason.MERCHANT_MISMATCH;
            case ORDER_MISMATCH -> RejectionReason.ORDER_MISMATCH;
        };
    }

    private static Judged rejected(Received received, RejectionReason reason, String detail) {
        return new Judged.Disbelieved(received, OutcomeVerdict.REJECTED, reason, detail);
    }

    private static byte[] bytes(ByteBuffer body) {
        if (body.hasArray() && body.arrayOffset() == 0 && body.remaining() == body.array().length) {
            return body.array();
        }
        byte[] copy = new byte[body.remaining()];
        body.duplicate().get(copy);
        return copy;
    }
}
