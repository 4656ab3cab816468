package io.quittance.events;

import java.util.Map;

/**
 * The HTTP status of what a gateway answered, as its record in {@code received} keeps it. Proxies answer too, and what they say may read
 * like a refusal: only a status that the gateway's own application gives lets an answer decide anything.
 */
public final class AnswerStatus {
    /** As HTTP/2 names it, so that no header can have the same name. */
    private static final String HEADER = ":status";

    private static final int LENGTH = 3;
    private static final char DONE = '2';
    private static final char REFUSED = '4';

    private AnswerStatus() {}

    /** The headers of a record with that status. */
    public static Map<String, String> headers(int status) {
        return Map.of(HEADER, Integer.toString(status));
    }

    /** Whether what the gateway answered may decide anything; an answer whose status is not known may. */
    public static boolean mayDecide(Received answer) {
        String status = answer.getHeaders().get(HEADER);
        return status == null || mayDecide(status);
    }

    /** Whether an answer with that status may decide anything: not after a redirect or a server's error. */
    public static boolean mayDecide(int status) {
        return mayDecide(Integer.toString(status));
    }

    private static boolean mayDecide(String status) {
        return status.length() == LENGTH && (status.charAt(0) == DONE || status.charAt(0) == REFUSED);
    }
}
