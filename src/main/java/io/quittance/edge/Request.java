package io.quittance.edge;

import io.quittance.config.Account;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request in plain types, after its route was found and its token was checked.
 *
 * @param method upper case; a HEAD arrives as GET
 * @param path as received, still percent-encoded, without the query
 * @param pathValues the route's placeholders by name, percent-decoded: an order id may hold any character, {@code /} included
 * @param parameters of the query string, decoded; a name that comes twice is refused before the endpoint is called
 * @param headers those of {@link EdgeLimits#ENDPOINT_HEADERS} that were sent, names in lower case
 * @param body the exact bytes, empty where there was none
 * @param principal who asks; null only on open routes
 * @param sender who sent it over what
 * @param receivedAt when the request was here, epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent")
public record Request(
        String method,
        String path,
        Map<String, String> pathValues,
        Map<String, String> parameters,
        Map<String, String> headers,
        byte[] body,
        @Nullable Principal principal,
        Sender sender,
        long receivedAt) {

    /** The decoded value of the route's placeholder; a name that the route does not have is a mistake of the caller. */
    public String pathValue(String name) {
        String value = pathValues.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    /** The account of the path; that there is none is a mistake of the caller, whose route is for these accounts. */
    public Account account(Map<String, Account> accounts) {
        Account account = accounts.get(pathValue("account"));
        if (account == null) {
            throw new IllegalStateException("the route is for accounts of the settings");
        }
        return account;
    }

    /** The decoded query parameter, or null where it was not sent. */
    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    /** Whether the asker may see that account; on an open route nobody may. */
    public boolean sees(String account) {
        return principal != null && principal.sees(account);
    }
}
