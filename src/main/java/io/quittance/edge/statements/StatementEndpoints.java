package io.quittance.edge.statements;

import io.quittance.config.Account;
import io.quittance.config.Settings.Scope;
import io.quittance.edge.EdgeLimits;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Route;
import java.util.List;
import java.util.Map;

/** Where the statements that gateways export are handed in. */
public final class StatementEndpoints {
    private StatementEndpoints() {}

    /** Their route, for tokens with the scope {@code operate}. */
    public static List<Route> routes(Map<String, Account> accounts, ReceivedLog received) {
        return List.of(Route.post(
                        "/v1/accounts/{account}/statements", Scope.OPERATE, new StatementEndpoint(accounts, received))
                .takingAtMost(EdgeLimits.MAX_STATEMENT_BYTES)
                .onItsOwnThread());
    }
}
