package io.quittance.edge.report;

import io.quittance.config.Account;
import io.quittance.config.Settings.Scope;
import io.quittance.edge.EdgeLimits;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Route;
import java.util.List;
import java.util.Map;

/** What a merchant's own systems and people report: answers that they fetched themselves, and balances that they read. */
public final class ReportEndpoints {
    private ReportEndpoints() {}

    /** Their routes, for tokens with the scope {@code relay}. */
    public static List<Route> routes(Map<String, Account> accounts, ReceivedLog received) {
        RelayedAnswer answers = new RelayedAnswer(accounts, received);
        ReportedBalanceEndpoint balances = new ReportedBalanceEndpoint(received);
        return List.of(
                Route.post("/v1/accounts/{account}/answers/{message}", Scope.RELAY, answers)
                        .takingAtMost(EdgeLimits.MAX_ANSWER_BYTES)
                        .onItsOwnThread(),
                Route.post("/v1/accounts/{account}/balance", Scope.RELAY, balances)
                        .takingAtMost(EdgeLimits.MAX_COMMAND_BYTES)
                        .onItsOwnThread());
    }
}
