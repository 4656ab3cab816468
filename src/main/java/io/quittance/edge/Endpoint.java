package io.quittance.edge;

/** Answers the requests of one {@link Route}, without knowing the HTTP server. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Answers through the responder, now or later and from any thread. What it throws becomes a 500 that tells the client nothing.
     * It is called on an I/O thread and must not block there, unless its route was made with {@link Route#onItsOwnThread()}.
     */
    void handle(Request request, Responder responder) throws Exception;
}
