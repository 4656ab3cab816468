package io.quittance.app;

import io.quittance.config.Settings;
import io.quittance.edge.Edge;
import io.quittance.edge.Readiness;
import io.quittance.edge.Readiness.Check;
import io.quittance.edge.Route;
import io.quittance.edge.operate.OperateEndpoints;
import io.quittance.edge.placing.Placing;
import io.quittance.edge.report.ReportEndpoints;
import io.quittance.events.Events;
import io.quittance.events.Ids;
import io.quittance.events.Topic;
import io.quittance.gatewayclient.CallLimits;
import io.quittance.gatewayclient.GatewayClient;
import java.util.ArrayList;
import java.util.List;

/** The role {@code edge}: what comes in from gateways, payers and merchants' systems. */
final class EdgeProcess implements AutoCloseable {
    private final Edge edge;
    private final GatewayClient client;
    private final Placing placing;
    private final List<Route> routes;

    private EdgeProcess(Edge edge, GatewayClient client, Placing placing, List<Route> routes) {
        this.edge = edge;
        this.client = client;
        this.placing = placing;
        this.routes = List.copyOf(routes);
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
        routes.addAll(OperateEndpoints.routes(settings, events, edge.log()));
        return new EdgeProcess(edge, client, placing, routes);
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
        return List.of(this::writing, placing::check);
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
