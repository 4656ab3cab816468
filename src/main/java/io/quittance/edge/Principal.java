package io.quittance.edge;

import io.quittance.config.Settings.Scope;
import java.util.Set;

/**
 * Whose token a request carries.
 *
 * @param name the token's name in the settings, never the token
 * @param accounts the accounts it may see; empty: all
 * @param peer whether it is another instance of ours, which has checked its own asker already
 */
public record Principal(String name, Set<Scope> scopes, Set<String> accounts, boolean peer) {

    /** Whether the token allows that kind of request. */
    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** Whether the token is good for that account. */
    public boolean sees(String account) {
        return accounts.isEmpty() || accounts.contains(account);
    }
}
