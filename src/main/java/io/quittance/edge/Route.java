package io.quittance.edge;

import io.quittance.config.Settings.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of routes: what is asked, who may ask, who answers.
 *
 * @param method GET (which serves HEAD too) or POST
 * @param template a path whose placeholders are whole segments, for example {@code /v1/accounts/{account}/orders/{order}}; where
 *     it has {@code {account}}, the token must be good for that account and the account must exist
 * @param scope what the token must allow; null: open to anybody
 * @param mostBytes bytes that a body may have
 * @param ownThread whether each request gets a virtual thread, so that the endpoint may block
 */
public record Route(
        String method, String template, @Nullable Scope scope, int mostBytes, boolean ownThread, Endpoint endpoint) {

    /** A route to read, for tokens of that scope. */
    public static Route get(String template, Scope scope, Endpoint endpoint) {
        return new Route("GET", template, scope, EdgeLimits.MAX_BODY_BYTES, false, endpoint);
    }

    /** A route to change something, for tokens of that scope. */
    public static Route post(String template, Scope scope, Endpoint endpoint) {
        return new Route("POST", template, scope, EdgeLimits.MAX_BODY_BYTES, false, endpoint);
    }

    /** A route to read without a token: health, static pages. */
    public static Route open(String template, Endpoint endpoint) {
        return new Route("GET", template, null, EdgeLimits.MAX_BODY_BYTES, false, endpoint);
    }

    /** The same route, each request on a virtual thread of its own, where the endpoint may block. */
    public Route onItsOwnThread() {
        return new Route(method, template, scope, mostBytes, true, endpoint);
    }

    /** The same route for bodies of at most that many bytes. */
    public Route takingAtMost(int bytes) {
        return new Route(method, template, scope, bytes, ownThread, endpoint);
    }
}
