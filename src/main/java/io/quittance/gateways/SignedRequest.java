package io.quittance.gateways;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A signed request, ready to send to the account's base URL + {@link #path()}.
 *
 * @param contentType null for GET
 * @param fields as on the wire, in order, the signature included
 * @param body the encoded form or JSON; empty for GET
 * @param query the encoded query string without the question mark; blank unless the fields go there
 */
@SuppressWarnings("ArrayRecordComponent")
public record SignedRequest(
        String method, String path, @Nullable String contentType, Map<String, String> fields, byte[] body, String query)
        implements Signing {

    public SignedRequest {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Names the request but not its values: they hold account numbers and signatures. */
    @Override
    public String toString() {
        return "SignedRequest[" + method + " " + path + "]";
    }
}
