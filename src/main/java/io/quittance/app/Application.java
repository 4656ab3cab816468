package io.quittance.app;

import io.quittance.config.Settings;
import io.quittance.edge.Entrance;
import io.quittance.edge.HealthEndpoints;
import io.quittance.edge.HttpServer;
import io.quittance.edge.Readiness;
import io.quittance.edge.Readiness.Check;
import io.quittance.edge.Route;
import io.quittance.edge.Routes;
import io.quittance.edge.Tokens;
import io.quittance.events.Events;
import io.quittance.metrics.Metrics;
import io.quittance.poller.Poller;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running process: the parts of its roles, each made once, in the order in which they start, closed in reverse. It listens
 * before broker and registry are there, so that whoever supervises it can ask what it waits for.
 */
final class Application implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private static final long READY_LOOK_MILLIS = 25;

    private final Settings settings;
    private final Set<Role> roles;
    private final Entrance entrance;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final HttpServer http;
    private final Metrics metrics;
    private volatile String waitingFor = "starting";
    private volatile @Nullable EdgeProcess edge;
    private volatile @Nullable SettlementProcess settlement;
    private volatile @Nullable Poller poller;
    private volatile @Nullable Infrastructure infrastructure;

    private Application(Settings settings, Set<Role> roles) throws IOException {
        this.roles = roles;
        this.metrics = Metrics.open(settings.metrics(), Version.number(), this::checks);
        this.entrance = Entrance.waiting(routes(settings, List.of()));
        try {
            this.http = HttpServer.start(settings.http(), entrance);
        } catch (IOException e) {
            metrics.close();
            throw e;
        }
        this.settings = settings.withPort(http.port());
    }

    /**
     * A process that listens and is not ready yet.
     *
     * @throws IOException where it cannot listen
     */
    static Application listen(Settings settings, Set<Role> roles) throws IOException {
        return new Application(settings, roles);
    }

    /**
     * Connects and starts the roles. Returns when all of them are started; blocks, and says why, while broker or registry are
     * away.
     *
     * @param say told, in words for people, what it waits for
     * @throws InterruptedException where the process is stopped meanwhile
     * @throws IOException where the state directory cannot be written
     */
    void start(Consumer<String> say) throws InterruptedException, IOException {
        Infrastructure connected = Infrastructure.connect(settings, reason -> {
            waitingFor = reason;
            say.accept(reason);
        });
        infrastructure = connected;
        push(connected);
        waitingFor = "starting the roles";
        Events events = connected.events();
        List<Route> served = new ArrayList<>();
        if (roles.contains(Role.TOPOLOGY)) {
            SettlementProcess process = push(SettlementProcess.start(settings, events, ended));
            settlement = process;
            process.addTo(metrics, settings);
            served.addAll(process.routes());
        }
        if (roles.contains(Role.POLLER)) {
            Poller asking = push(Poller.start(settings, events, ended::complete));
            poller = asking;
            metrics.add(asking);
        }
        EdgeProcess opened = null;
        if (roles.contains(Role.EDGE)) {
            opened = push(EdgeProcess.open(settings, events));
            edge = opened;
            metrics.add(opened.edge(), opened::circuits);
            served.addAll(opened.routes());
        }
        entrance.open(opened == null ? null : opened.edge(), routes(settings, served));
    }

    /** The port that it listens on. */
    int port() {
        return http.port();
    }

    /** The settings with the port that was taken. */
    Settings settings() {
        return settings;
    }

    /** The serdes of a started process. */
    Events events() {
        Infrastructure connected = infrastructure;
        if (connected == null) {
            throw new IllegalStateException("the process is not started");
        }
        return connected.events();
    }

    /** Completes with the reason when a part ends by itself; the process is of no use then and must be closed. */
    CompletableFuture<String> ended() {
        return ended;
    }

    /** Whether all that it needs is there, as {@code /readyz} says it. */
    boolean isReady() {
        return checks().stream().allMatch(Check::ready);
    }

    /**
     * Waits until it is ready; false where a part ended, or the other thing happened, before.
     *
     * @throws InterruptedException where the process is stopped meanwhile
     */
    boolean awaitReady(CompletableFuture<?> other) throws InterruptedException {
        while (!isReady()) {
            if (ended.isDone() || other.isDone()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(READY_LOOK_MILLIS);
        }
        return true;
    }

    private Routes routes(Settings of, List<Route> served) {
        List<Route> routes = new ArrayList<>(HealthEndpoints.routes(readiness()));
        routes.add(metrics.route());
        routes.addAll(served);
        return new Routes(
                routes,
                new Tokens(of.tokens(), of.http().peerSecret()),
                of.accounts().keySet(),
                of.http().trustedProxies());
    }

    private List<Check> checks() {
        return readiness().stream().map(Readiness::check).toList();
    }

    private List<Readiness> readiness() {
        List<Readiness> needed = new ArrayList<>();
        needed.add(this::servers);
        if (roles.contains(Role.EDGE)) {
            needed.addAll(edgeReadiness());
        }
        if (roles.contains(Role.POLLER)) {
            needed.add(this::questions);
        }
        SettlementProcess deciding = settlement;
        if (deciding != null) {
            needed.addAll(deciding.readiness());
        } else if (roles.contains(Role.TOPOLOGY)) {
            needed.add(() -> new Check("topology", false, "not started"));
        }
        return needed;
    }

    private Check servers() {
        boolean reached = infrastructure != null;
        return new Check("broker-and-registry", reached, reached ? "topics checked, schemas registered" : waitingFor);
    }

    private List<Readiness> edgeReadiness() {
        EdgeProcess opened = edge;
        return opened == null ? List.of(() -> new Check("edge", false, "not started")) : opened.readiness();
    }

    /** A gateway that is away shows in the detail alone. */
    private Check questions() {
        Poller asking = poller;
        return asking == null
                ? new Check("poller", false, "not started")
                : new Check("poller", asking.isRunning(), asking.detail());
    }

    private <T extends AutoCloseable> T push(T part) {
        parts.push(part);
        return part;
    }

    /** The HTTP server goes first, so that what was taken is still answered; then the others, last started first. */
    @Override
    public void close() {
        http.close();
        metrics.close();
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("closing {} failed", part.getClass().getSimpleName(), e);
            }
        }
        parts.clear();
    }
}
