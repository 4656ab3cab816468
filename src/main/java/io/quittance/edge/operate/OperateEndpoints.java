package io.quittance.edge.operate;

import io.quittance.config.Settings;
import io.quittance.config.Settings.Scope;
import io.quittance.edge.EdgeLimits;
import io.quittance.edge.Endpoint;
import io.quittance.edge.ReceivedLog;
import io.quittance.edge.Route;
import io.quittance.events.DecisionAction;
import io.quittance.events.EventKind;
import io.quittance.events.Events;
import java.util.ArrayList;
import java.util.List;

/** What operators decide of orders and payouts that are held, and that they ask for a callback again. */
public final class OperateEndpoints {
    private OperateEndpoints() {}

    /** Their routes, for tokens with the scope {@code operate}. */
    public static List<Route> routes(Settings settings, Events events, ReceivedLog received) {
        OutcomeFollower outcomes = new OutcomeFollower(settings, events);
        List<Route> routes = new ArrayList<>();
        for (EventKind kind : List.of(EventKind.PAYMENT, EventKind.PAYOUT)) {
            String order = "/v1/accounts/{account}/" + (kind == EventKind.PAYOUT ? "payouts" : "orders") + "/{order}/";
            routes.add(
                    route(order + "release", new DecisionEndpoint(kind, DecisionAction.RELEASE, received, outcomes)));
            routes.add(route(order + "refuse", new DecisionEndpoint(kind, DecisionAction.REFUSE, received, outcomes)));
            routes.add(route(order + "resend", new ResendEndpoint(kind, received, outcomes)));
        }
        return List.copyOf(routes);
    }

    private static Route route(String template, Endpoint endpoint) {
        return Route.post(template, Scope.OPERATE, endpoint)
                .takingAtMost(EdgeLimits.MAX_COMMAND_BYTES)
                .onItsOwnThread();
    }
}
