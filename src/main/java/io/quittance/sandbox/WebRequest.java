package io.quittance.sandbox;

/**
 * One request to an imitated gateway.
 *
 * @param path the path behind the gateway's own prefix, decoded
 * @param query the parameters of the URL
 * @param form the parameters of a form body; none where the body is no form
 * @param json the members of a JSON body; none where the body is no JSON
 */
record WebRequest(String method, String path, WebParameters query, WebParameters form, WebParameters json) {

    /** Whether it is a {@code POST}. */
    boolean isPost() {
        return method.equals("POST");
    }

    /** Whether it is a {@code GET}. */
    boolean isGet() {
        return method.equals("GET");
    }
}
