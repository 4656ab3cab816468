package io.quittance.gatewayclient;

/**
 * Makes {@code java.net.http} send each request once. By itself it sends a GET up to five times when a server ends the connection
 * without an answer, which would break the gateways' limits; it can be told otherwise for a whole process only, before its first
 * request.
 */
public final class OneTry {
    private static final String TRIES = "jdk.httpclient.redirects.retrylimit";
    private static final String IDLE_SECONDS = "jdk.httpclient.keepalive.timeout";

    private OneTry() {}

    /** Tells this process so; to be called before it makes any request. */
    public static void perRequest() {
        System.setProperty(TRIES, "1");
        // Below what servers usually grant, so that a request hardly ever meets a connection that is just being closed.
        System.setProperty(IDLE_SECONDS, "4");
    }
}
