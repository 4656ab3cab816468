package io.quittance.queries;

import io.quittance.config.Settings;
import io.quittance.edge.Readiness;
import io.quittance.edge.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The interactive queries over the views of one Streams instance. The instance must have been made with
 * {@code application.server} as {@link #address} says it, from a topology that {@link Views#addTo} has added the views to.
 */
public final class QueryService implements AutoCloseable {
    private final KafkaStreams streams;
    private final Views views;
    private final CatchUp catchUp;
    private final Peers peers;
    private final OrderQueries orders;
    private final BalanceQueries balances;
    private final DayQueries days;

    /** Queries of that instance; nothing happens before {@link #start}. */
    public QueryService(Settings settings, KafkaStreams streams, Views views, Balances balances, Books books) {
        this.streams = streams;
        this.views = views;
        this.catchUp =
                new CatchUp(views, client(settings.kafka()), settings.topology().applicationId());
        this.peers = new Peers(settings.http().peerSecret());
        HostInfo self = HostInfo.buildFromEndpoint(address(settings.http()));
        this.orders = new OrderQueries(streams, self, views, peers);
        AccountReads reads = new AccountReads(streams, self, peers);
        this.balances = new BalanceQueries(reads, balances);
        this.days = new DayQueries(reads, books, settings.accounts());
    }

    /** {@code host:port} at which other instances reach this one: what is advertised, else this machine and the HTTP port. */
    public static String address(Settings.Http http) {
        String advertised = http.advertised();
        return advertised == null ? "localhost:" + http.port() : advertised;
    }

    /** Begins to find out how far the views have to come; call it before or after the Streams instance is started. */
    public void start() {
        catchUp.start();
    }

    /** The routes that it answers. */
    public List<Route> routes() {
        return Stream.concat(orders.routes().stream(), Stream.of(balances.route(), days.route()))
                .toList();
    }

    /** The lines {@code streams} and {@code views} of {@code /readyz}: Streams runs, and its views have caught up. */
    public List<Readiness> readiness() {
        return List.of(this::streamsRuns, this::viewsHaveCaughtUp);
    }

    private Readiness.Check streamsRuns() {
        KafkaStreams.State state = streams.state();
        return new Readiness.Check("streams", state == KafkaStreams.State.RUNNING, state.name());
    }

    private Readiness.Check viewsHaveCaughtUp() {
        String behind = "";
        for (Progress.Mark mark : views.progress().open()) {
            if (!mark.hasCaughtUp()) {
                behind = "catching up: " + mark.place().topic().suffix() + '-'
                        + mark.place().partition();
            }
        }
        return new Readiness.Check("views", behind.isEmpty(), behind.isEmpty() ? "caught up" : behind);
    }

    /** How many requests wait for their order now. */
    public int waiting() {
        return views.waiters().count();
    }

    private static Map<String, Object> client(Settings.Kafka kafka) {
        Map<String, Object> client = new HashMap<>(kafka.clientSettings());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        return client;
    }

    /** Ends asking others and catching up. The Streams instance is its maker's to close. */
    @Override
    public void close() {
        catchUp.close();
        peers.close();
    }
}
