package io.quittance.gateways;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect file says, as plain data (docs/dialect-format.md describes every word). {@link Dialect#compile} checks it and
 * turns it into plans.
 *
 * @param from epoch milliseconds from which this version of the gateway counts; {@link Long#MIN_VALUE} for always
 * @param charset of bodies and of the text that is digested
 * @param units what amounts are written in where a field does not say otherwise
 * @param zone of times that name none
 * @param times patterns, tried in turn; also {@code epoch-seconds}, {@code epoch-millis}, {@code iso-8601}
 */
public record DialectDefinition(
        String gateway,
        String title,
        long from,
        String charset,
        Unit units,
        String zone,
        List<String> times,
        Map<String, CredentialKind> credentials,
        Map<String, Recipe> recipes,
        Map<MessageType, Inbound> inbound,
        Map<MessageType, Outbound> outbound,
        Pacing pacing) {

    /** How times are written where nothing else is said. */
    public static final String USUAL_TIME = "yyyy-MM-dd HH:mm:ss";

    /** What an amount counts. */
    public enum Unit {
        YUAN,
        FEN
    }

    /** What a credential is: text that both sides know, or half of an RSA key pair as base64 of its DER form. */
    public enum CredentialKind {
        SECRET,
        RSA_PUBLIC_KEY,
        RSA_PRIVATE_KEY
    }

    /** In which order the signed names stand: by their bytes, or as the message lists them. */
    public enum NameOrder {
        SORTED,
        LISTED
    }

    /** What happens to blank values in the signed text; PHP's {@code empty()} drops the value {@code 0} too. */
    public enum Blanks {
        KEEP,
        SKIP,
        PHP_EMPTY
    }

    /** Where the secret stands in the signed text. */
    public enum SecretPlace {
        SUFFIX,
        PREFIX,
        PARAMETER
    }

    /** How the digest is written. */
    public enum DigestText {
        HEX_UPPER,
        HEX_LOWER,
        BASE64
    }

    /** What an RSA signature is made over: the canonical text, or the written digest of it. */
    public enum RsaOver {
        TEXT,
        DIGEST
    }

    /** How fields travel; {@code CSV}, only in statements: headings and one row of comma-separated values. */
    public enum Body {
        FORM,
        JSON,
        QUERY,
        CSV
    }

    /** Our meaning of a field that we receive. */
    public enum Role {
        MERCHANT,
        ORDER,
        GATEWAY_ORDER,
        ORDERED,
        PAID,
        BALANCE,
        AS_OF,
        PAID_AT,
        CHANNEL,
        CODE,
        MESSAGE,
        PAY_URL,
        PAY_PAGE,
        TEXT,
        FREE_TEXT
    }

    /** Our meaning of a field that we send; {@code NONCE} and {@code TIME} are made by the caller at the time of sending. */
    public enum RequestRole {
        MERCHANT,
        ORDER,
        AMOUNT,
        CHANNEL,
        DESCRIPTION,
        ATTACH,
        NOTIFY_URL,
        RETURN_URL,
        NONCE,
        TIME,
        PAYER_IP,
        BANK_NAME,
        ACCOUNT_NAME,
        ACCOUNT_NUMBER,
        RESEND,
        TEXT
    }

    /** How a signature is made. {@code hmacKey} names the credential of an HMAC digest. */
    public record Recipe(
            NameOrder names,
            Blanks blanks,
            @Nullable Secret secret,
            DigestWord digest,
            DigestText written,
            @Nullable String hmacKey,
            @Nullable Rsa rsa) {}

    /** The secret in the signed text: {@code before}, the credential, {@code after}; or the parameter {@code name}. */
    public record Secret(SecretPlace as, String credential, String name, String before, String after) {}

    /** The RSA signature over the text or its digest, with the credentials that check and make it. */
    public record Rsa(
            RsaWord algorithm,
            RsaOver over,
            @Nullable String publicKey,
            @Nullable String privateKey) {}

    /** Which field holds the signature and which fields it covers: all received names, or those in {@code over}. */
    public record SignatureUse(String field, String recipe, boolean all, List<String> over, boolean required) {}

    /**
     * A message of the gateway.
     *
     * @param get whether it may come by GET, its fields in the query string
     * @param wrapper the JSON object in which the fields may be wrapped, or null
     * @param prefixedOrder whether the order may arrive as merchant + order
     * @param ok what must hold for a balance to be one
     * @param insufficientBalance the codes that refuse a payout because the account's balance does not suffice
     */
    public record Inbound(
            Body body,
            boolean get,
            String ack,
            @Nullable String wrapper,
            boolean prefixedOrder,
            Map<String, Field> fields,
            @Nullable SignatureUse signature,
            List<Case<ReportStatus>> status,
            List<Case<Acceptance>> acceptance,
            Map<String, Condition> ok,
            @Nullable ErrorAnswer errorAnswer,
            List<String> insufficientBalance) {}

    /**
     * A declared field.
     *
     * @param name on the wire and in the signed text
     * @param at where it is in JSON, names joined by dots from the top; null: by its name, inside the wrapper if there is one
     * @param echo repeats the question: must equal it, but may be absent
     * @param unsigned stands apart from a signature that covers all other names
     */
    public record Field(
            String name,
            @Nullable String at,
            Set<Role> roles,
            @Nullable Unit units,
            boolean echo,
            boolean unsigned) {
        /** A field that a signature over all names covers. */
        public Field(String name, @Nullable String at, Set<Role> roles, @Nullable Unit units, boolean echo) {
            this(name, at, roles, units, echo, false);
        }
    }

    /** One line of a table: what holds when every named field meets its condition. Lines are tried in turn. */
    public record Case<T>(Map<String, Condition> when, T is) {}

    /** A value is one of these; or, negated, it is there, not blank and none of these. */
    public record Condition(boolean not, List<String> values) {}

    /** How an answer says that the question failed: a value that is bad, or one that is not good. */
    public record ErrorAnswer(String field, List<String> good, List<String> bad, boolean whenAbsent) {}

    /** A request of ours, or a page that the payer's browser posts. {@code sendBlanks}: blank fields go on the wire. */
    public record Outbound(
            String method,
            String path,
            Body body,
            boolean sendBlanks,
            Map<String, RequestField> fields,
            @Nullable SignatureUse signature) {}

    /**
     * A field of a request.
     *
     * @param maxChars limit in characters, 0 for none; {@code maxBytes} the same in bytes of the charset
     * @param standard the value where the caller gives none
     * @param decimals exactly so many digits after the point, 0 for whole units, -1 for any
     * @param digits an integer, written in digits
     * @param urlEncoded text beyond ASCII is percent-encoded first, and signed and sent so
     * @param time pattern of a time
     * @param length of a nonce that is made for it
     */
    public record RequestField(
            RequestRole role,
            boolean required,
            int maxChars,
            int maxBytes,
            boolean unsigned,
            @Nullable String standard,
            int decimals,
            boolean digits,
            boolean urlEncoded,
            @Nullable String time,
            int length) {}

    /**
     * How often who calls whom.
     *
     * @param retries the gateway's waits before it sends an unacknowledged callback again
     * @param placements at most so many in {@code placementsPer}; 0 for no limit
     * @param queries when to ask first and how long to wait between two questions
     */
    public record Pacing(
            List<Duration> retries, int placements, Duration placementsPer, Map<MessageType, QueryPace> queries) {}

    /** When to ask first, and the least time between two questions: about one order, or for a balance about one account. */
    public record QueryPace(Duration first, Duration every) {}
}
