package io.quittance.events;

import java.util.Map;
import java.util.Set;

/**
 * The HTTP status of what a gateway answered, as its record in {@code received} keeps it. Proxies and API gateways answer too, and what
 * they say may read like a refusal: an unsigned answer decides only with a status that says that the gateway's application was reached.
 * A signature that verifies needs no such status, since nobody between can make one.
 */
public final class AnswerStatus {
    /** As HTTP/2 names it, so that no header can have the same name. */
    private static final String HEADER = ":status";

    private static final int LENGTH = 3;
    private static final char DONE = '2';
    private static final char REFUSED = '4';

    /** Nobody looked at the request: proxy authentication required, request time-out, too early, too many requests (RFC 9110, 8470, 6585). */
    private static final Set<String> NOT_HANDLED = Set.of("407", "408", "425", "429");

    private AnswerStatus() {}

    /** The headers of a record with that status. */
    public static Map<String, String> headers(int status) {
        return Map.of(HEADER, Integer.toString(status));
    }

    /** Whether what the gateway answered may decide anything unsigned; an answer whose status is not known may. */
    public static boolean mayDecide(Received answer) {
        String status = answer.getHeaders().get(HEADER);
        return status == null || mayDecide(status);
    }

    /** Whether an unsigned answer with that status may decide anything: not after a redirect, a server's error or where nobody looked. */
    public static boolean mayDecide(int status) {
        return mayDecide(Integer.toString(status));
    }

    private static boolean mayDecide(String status) {
        return status.length() == LENGTH
                && (status.charAt(0) == DONE || status.charAt(0) == REFUSED)
                && !NOT_HANDLED.contains(status);
    }
}
