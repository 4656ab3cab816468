package io.quittance.edge;

/** Gives a request its one answer, from any thread. */
public interface Responder {

    /** Sends the answer; false, and nothing sent, where one was given before or the client has hung up. */
    boolean respond(Response response);

    /**
     * Calls the action once when the client hangs up before the answer, on an I/O thread; at once where it has done so already.
     * A second action replaces the first.
     */
    void onHangUp(Runnable action);
}
