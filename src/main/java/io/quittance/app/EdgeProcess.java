package io.quittance.app;

import io.quittance.config.Account;
import io.quittance.config.Settings;
import io.quittance.edge.Edge;
import io.quittance.edge.Readiness;
import io.quittance.edge.Readiness.Check;
import io.quittance.edge.Route;
import io.quittance.edge.operate.OperateEndpoints;
import io.quittance.edge.placing.Placing;
import io.quittance.edge.report.ReportEndpoints;
import io.quittance.edge.statements.StatementEndpoints;
import io.quittance.events.Events;
import io.quittance.events.Ids;
import io.quittance.events.Topic;
import io.quittance.gatewayclient.CallLimits;
import io.quittance.gatewayclient.Circuit;
import io.quittance.gatewayclient.GatewayClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The role {@code edge}: what comes in from gateways, payers and merchants' systems. */
final class EdgeProcess implements AutoCloseable {
    private final Edge edge;
    private final GatewayClient client;
    private final Placing placing;
    private final List<Route> routes;
    private final List<String> called;

    private EdgeProcess(
            Edge edge, GatewayClient client, Placing placing, List<Route> routes, Collection<Account> accounts) {
        this.edge = edge;
        this.client = client;
        this.placing = placing;
        this.routes = List.copyOf(routes);
        this.called = accounts.stream()
                .filter(account -> account.gateway().baseUrl() != null)
                .map(Account::name)
                .sorted()
                .toList();
    }

    /** An edge that serves once its brokers are there. */
    static EdgeProcess open(Settings settings, Events events) {
        String received = Topic.RECEIVED.name(settings.topics().prefix());
        Edge edge = Edge.open(settings, received, events.received(), new Ids());
        CallLimits limits = CallLimits.usual();
        GatewayClient client = GatewayClient.open(limits);
        Placing placing = Placing.start(settings, events, edge.log(), client, limits);
        List<Route> routes = new ArrayList<>(placing.routes());
        routes.addAll(ReportEndpoints.routes(settings.accounts(), edge.log()));
        routes.addAll(StatementEndpoints.routes(settings.accounts(), edge.log()));
        routes.addAll(OperateEndpoints.routes(settings, events, edge.log()));
        return new EdgeProcess(
                edge, client, placing, routes, settings.accounts().values());
    }

    /** Takes callbacks and browser returns. */
    Edge edge() {
        return edge;
    }

    /** What the API takes in. */
    List<Route> routes() {
        return routes;
    }

    /** The lines {@code edge} and {@code placing} of {@code /readyz}. */
    List<Readiness> readiness() {
        return List.of(this::writing, this::placing);
    }

    /** How it stands with the gateways at which it places, by account. */
    Map<String, Circuit> circuits() {
        Map<String, Circuit> circuits = new TreeMap<>();
        called.forEach(account -> circuits.put(account, client.circuit(account)));
        return circuits;
    }

    /** A gateway that is away shows in the detail alone. */
    private Check placing() {
        Check check = placing.check();
        StringBuilder detail = new StringBuilder(check.detail());
        circuits().forEach((account, circuit) -> {
            String trouble = circuit.trouble(account);
            if (trouble != null) {
                detail.append("; ").append(trouble);
            }
        });
        return new Check(check.name(), check.ready(), detail.toString());
    }

    private Check writing() {
        boolean ready = edge.isReady();
        return new Check("edge", ready, ready ? "writing" : "the broker is away or not asked yet");
    }

    @Override
    public void close() {
        client.close();
        placing.close();
        edge.close();
    }
}
