package io.quittance.edge;

import io.quittance.config.Settings;
import io.quittance.config.Settings.Scope;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may ask what: bearer tokens with scopes, for all accounts or for named ones. Keeps digests, compares in constant time. */
public final class Tokens {
    private static final String SCHEME = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"quittance\"";
    private static final String WRONG_TOKEN = CHALLENGE + ", error=\"invalid_token\"";
    private static final String WRONG_SCOPE = CHALLENGE + ", error=\"insufficient_scope\"";
    private static final String ACCOUNT = "account";
    private static final HttpString FETCH_SITE = new HttpString("Sec-Fetch-Site");

    private final List<Known> known = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Known(byte[] digest, Principal principal) {}

    /** What became of a request's token. */
    sealed interface Decision {}

    /** The asker may. */
    record Let(Principal principal) implements Decision {}

    /** The asker may not, and is told why. */
    record Refused(Problem problem) implements Decision {}

    /** The tokens of the settings; {@code peerSecret}, where there is one, lets other instances read for their askers. */
    public Tokens(List<Settings.Token> tokens, @Nullable String peerSecret) {
        for (Settings.Token token : tokens) {
            Principal principal = new Principal(token.name(), token.scopes(), token.accounts(), false);
            known.add(new Known(digest(token.token()), principal));
        }
        if (peerSecret != null) {
            known.add(new Known(digest(peerSecret), new Principal("peer", Set.of(Scope.READ), Set.of(), true)));
        }
    }

    /** Whether a request with these headers may have that scope and, where its path names an account, that account. */
    Decision decide(HeaderMap headers, Scope scope, Map<String, String> pathValues, Set<String> accounts) {
        if ("cross-site".equals(headers.getFirst(FETCH_SITE))) {
            return new Refused(Problem.of(403, "Forbidden", "requests from pages of other sites are not answered"));
        }
        HeaderValues sent = headers.get(Headers.AUTHORIZATION);
        if (sent == null) {
            return unauthorized(CHALLENGE, "send the header Authorization: Bearer <token>");
        }
        Principal principal = sent.size() == 1 ? principal(sent.getFirst()) : null;
        if (principal == null) {
            return unauthorized(WRONG_TOKEN, "this token is not one of the settings' tokens");
        }
        if (!principal.may(scope)) {
            String needed = scope.name().toLowerCase(java.util.Locale.ROOT);
            return forbidden("the token " + principal.name() + " lacks the scope " + needed);
        }
        String account = pathValues.get(ACCOUNT);
        if (account != null && !principal.sees(account)) {
            return forbidden("the token " + principal.name() + " is not for this account");
        }
        if (account != null && !accounts.contains(account)) {
            return new Refused(Problem.notFound("there is no such account in the settings"));
        }
        return new Let(principal);
    }

    /** Looks at every token, so that the time tells nothing of which was close. */
    private @Nullable Principal principal(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        byte[] digest = digest(authorization.substring(SCHEME.length()).strip());
        Principal found = null;
        for (Known candidate : known) {
            if (MessageDigest.isEqual(candidate.digest, digest)) {
                found = candidate.principal;
            }
        }
        return found;
    }

    private static Refused unauthorized(String challenge, String detail) {
        return new Refused(new Problem(401, "Unauthorized", detail, Map.of("WWW-Authenticate", challenge)));
    }

    private static Refused forbidden(String detail) {
        return new Refused(new Problem(403, "Forbidden", detail, Map.of("WWW-Authenticate", WRONG_SCOPE)));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
