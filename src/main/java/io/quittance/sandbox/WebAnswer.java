package io.quittance.sandbox;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What an imitated gateway answers.
 *
 * @param type the content type
 * @param location where the browser is sent on to
 * @param question what a merchant had asked, if it is about an order or a balance: such answers can be spoiled
 */
record WebAnswer(
        int status,
        String type,
        String body,
        @Nullable URI location,
        @Nullable Question question) {
    private static final String JSON = "application/json;charset=utf-8";
    private static final String HTML = "text/html;charset=utf-8";
    private static final String PLAIN = "text/plain;charset=utf-8";

    /** A JSON document with status 200: gateways say in the document what is wrong. */
    static WebAnswer json(String body) {
        return new WebAnswer(200, JSON, body, null, null);
    }

    /** A page for a person. */
    static WebAnswer page(int status, String html) {
        return new WebAnswer(status, HTML, html, null, null);
    }

    /** Sends the browser on, to be fetched with {@code GET}. */
    static WebAnswer seeOther(URI location) {
        return new WebAnswer(303, PLAIN, "", location, null);
    }

    /** A line of text. */
    static WebAnswer text(int status, String line) {
        return new WebAnswer(status, PLAIN, line + "\n", null, null);
    }

    /** Nothing is served under that path. */
    static WebAnswer notFound() {
        return text(404, "nothing is served here");
    }

    /** The path is served, by another method. */
    static WebAnswer otherMethod(String method) {
        return text(405, "this address takes " + method);
    }

    /** Whether it is a JSON document. */
    boolean isJson() {
        return type.equals(JSON);
    }

    /**
     * A merchant's question.
     *
     * @param key what it was about
     * @param number how many there were about that, this one included
     */
    record Question(Till till, NewOrder.Key key, long number) {}

    /** The same answer, to a merchant's question about that order. */
    WebAnswer about(BookedOrder order) {
        return to(new Question(order.till(), order.asked().key(), order.nextAnswer()));
    }

    /** The same answer, to a merchant's question about the balance of that account. */
    WebAnswer aboutBalance(Till till) {
        NewOrder.Key key = new NewOrder.Key(till.account().name(), Flow.PAYMENT, "balance");
        return to(new Question(till, key, till.counted(Count.BALANCE_QUERIES)));
    }

    /** The same answer with another status and body. */
    WebAnswer spoiled(int otherStatus, String otherBody) {
        return new WebAnswer(otherStatus, type, otherBody, location, question);
    }

    private WebAnswer to(Question other) {
        return new WebAnswer(status, type, body, location, other);
    }
}
