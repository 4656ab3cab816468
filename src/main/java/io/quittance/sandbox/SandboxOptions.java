package io.quittance.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a sandbox is to be served; made by {@link #of}, changed by the methods {@code with…}, each of which gives a changed copy. */
public final class SandboxOptions {
    private static final int MAX_SPEED = 100_000;

    private final List<SandboxAccount> accounts;
    private final Map<Mischief, Integer> mischief = new EnumMap<>(Mischief.class);
    private String host = "127.0.0.1";
    private int port;
    private @Nullable URI publicUrl;
    private @Nullable URI callbacksTo;
    private long seed = 1;
    private int speed = 1;
    private PayerPlan plan = PayerPlan.usual();
    private Set<String> manual = Set.of();
    private AnswerForm answers = AnswerForm.FLAT;
    private int mostOrders = 200_000;
    private Duration patience = Duration.ofSeconds(5);
    private Duration slowness = Duration.ofSeconds(3);
    private Clock clock = Clock.systemUTC();
    private @Nullable Path ledgerFile;

    private SandboxOptions(List<SandboxAccount> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    /** A sandbox of those accounts on a free port of this machine, at the speed of the documents, without misbehaviour. */
    public static SandboxOptions of(List<SandboxAccount> accounts) {
        Set<String> names = new HashSet<>();
        Set<String> merchants = new HashSet<>();
        for (SandboxAccount account : accounts) {
            boolean fresh = names.add(account.name());
            fresh &= merchants.add(account.gateway() + "/" + account.merchant());
            if (!fresh) {
                throw new IllegalArgumentException(account.name() + ": two accounts have this name or merchant number");
            }
        }
        return new SandboxOptions(accounts);
    }

    /** Listens there; port 0 takes a free one. */
    public SandboxOptions listeningOn(String otherHost, int otherPort) {
        return changed(copy -> {
            copy.host = otherHost;
            copy.port = otherPort;
        });
    }

    /** The address that browsers and merchants reach it by; by default host and port. */
    public SandboxOptions withPublicUrl(URI url) {
        return changed(copy -> copy.publicUrl = url);
    }

    /** Sends callbacks to that base with {@code /callbacks/ACCOUNT/payment}, whatever notify URL an order gave. */
    public SandboxOptions withCallbacksTo(URI base) {
        return changed(copy -> copy.callbacksTo = base);
    }

    /** What everything is drawn from. */
    public SandboxOptions withSeed(long otherSeed) {
        return changed(copy -> copy.seed = otherSeed);
    }

    /** How many times faster pauses and rate-limit windows pass than the documents say, 1 to 100,000. */
    public SandboxOptions withSpeed(int otherSpeed) {
        if (otherSpeed < 1 || otherSpeed > MAX_SPEED) {
            throw new IllegalArgumentException("the speed must be 1 to " + MAX_SPEED + ", not " + otherSpeed);
        }
        return changed(copy -> copy.speed = otherSpeed);
    }

    /** What payers do. */
    public SandboxOptions withPlan(PayerPlan otherPlan) {
        return changed(copy -> copy.plan = otherPlan);
    }

    /** Misbehaves so many times of 100 in that way. */
    public SandboxOptions with(Mischief way, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(way.label() + " must be a percentage, not " + percent);
        }
        return changed(copy -> copy.mischief.put(way, percent));
    }

    /** A person decides on the page: {@code all}, a gateway's name, or a gateway and channel as in {@code lianhe:2}. */
    public SandboxOptions withManual(Set<String> which) {
        return changed(copy -> copy.manual = Set.copyOf(which));
    }

    /** The form of yijuhe's answers. */
    public SandboxOptions withAnswers(AnswerForm form) {
        return changed(copy -> copy.answers = form);
    }

    /** How many orders are kept beyond those of an earlier start; more are refused as the gateway refuses when it is busy. */
    public SandboxOptions withMostOrders(int most) {
        return changed(copy -> copy.mostOrders = most);
    }

    /** Keeps the ledger in that file too, and begins with what is in it; {@link SandboxServer#carryOn} goes on with it. */
    public SandboxOptions withLedgerIn(Path file) {
        return changed(copy -> copy.ledgerFile = file);
    }

    /** How long a slow answer takes; not divided by the speed, since the asker's patience is not either. */
    public SandboxOptions withSlowness(Duration otherSlowness) {
        return changed(copy -> copy.slowness = otherSlowness);
    }

    /** How long a callback waits for its answer; not divided by the speed. */
    public SandboxOptions withPatience(Duration otherPatience) {
        return changed(copy -> copy.patience = otherPatience);
    }

    /** The gateways' clock. */
    public SandboxOptions withClock(Clock otherClock) {
        return changed(copy -> copy.clock = otherClock);
    }

    List<SandboxAccount> accounts() {
        return accounts;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    @Nullable URI publicUrl() {
        return publicUrl;
    }

    @Nullable URI callbacksTo() {
        return callbacksTo;
    }

    long seed() {
        return seed;
    }

    PayerPlan plan() {
        return plan;
    }

    int percentOf(Mischief way) {
        return mischief.getOrDefault(way, 0);
    }

    boolean isManual(Gateway gateway, String channel) {
        String name = gateway.dialect();
        return manual.contains("all") || manual.contains(name) || manual.contains(name + ":" + channel);
    }

    AnswerForm answers() {
        return answers;
    }

    int mostOrders() {
        return mostOrders;
    }

    Duration slowness() {
        return slowness;
    }

    Duration patience() {
        return patience;
    }

    @Nullable Path ledgerFile() {
        return ledgerFile;
    }

    GatewayTime time() {
        return new GatewayTime(clock, speed);
    }

    private SandboxOptions changed(Consumer<SandboxOptions> change) {
        SandboxOptions copy = new SandboxOptions(accounts);
        copy.mischief.putAll(mischief);
        copy.host = host;
        copy.port = port;
        copy.publicUrl = publicUrl;
        copy.callbacksTo = callbacksTo;
        copy.seed = seed;
        copy.speed = speed;
        copy.plan = plan;
        copy.manual = manual;
        copy.answers = answers;
        copy.mostOrders = mostOrders;
        copy.patience = patience;
        copy.slowness = slowness;
        copy.clock = clock;
        copy.ledgerFile = ledgerFile;
        change.accept(copy);
        return copy;
    }
}
