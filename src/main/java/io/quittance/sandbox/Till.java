package io.quittance.sandbox;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** One account while the sandbox runs: its money, its limits, its counts and what writes its callbacks. */
final class Till {
    private static final int PLACEMENTS_A_MINUTE = 400;
    private static final Duration PLACEMENT_WINDOW = Duration.ofMinutes(1);
    private static final Duration BALANCE_WINDOW = Duration.ofMinutes(3);

    private final SandboxAccount account;
    private final CallbackWriter writer;
    private final LedgerFile file;
    private final RateWindow placements;
    private final RateWindow balanceQueries;
    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
    private long balanceMinor;

    Till(SandboxAccount account, CallbackWriter writer, GatewayTime time, LedgerFile file) {
        this.account = account;
        this.writer = writer;
        this.file = file;
        this.balanceMinor = account.openingMinor();
        this.placements = new RateWindow(PLACEMENTS_A_MINUTE, time.shortened(PLACEMENT_WINDOW));
        this.balanceQueries = new RateWindow(1, time.shortened(BALANCE_WINDOW));
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    SandboxAccount account() {
        return account;
    }

    /** Writes the callbacks of this account, and what forgers make of them. */
    CallbackWriter writer() {
        return writer;
    }

    /** Counts one more. */
    void count(Count what) {
        adder(what).increment();
        if (what.isLasting()) {
            file.counted(account.name(), what);
        }
    }

    /** Counts one of an earlier start. */
    void restore(Count what) {
        adder(what).increment();
    }

    /** How many there have been. */
    long counted(Count what) {
        return adder(what).sum();
    }

    /** Whether the limit of placements (yijuhe: 400 a minute) has room for one more; else a violation is counted. */
    boolean mayPlace() {
        if (account.gateway() != Gateway.YIJUHE || placements.take(System.nanoTime())) {
            return true;
        }
        count(Count.TOO_MANY_PLACEMENTS);
        return false;
    }

    /** Whether the limit of balance queries (jings: one in 3 minutes) has room for one more; else a violation is counted. */
    boolean mayAskBalance() {
        count(Count.BALANCE_QUERIES);
        if (balanceQueries.take(System.nanoTime())) {
            return true;
        }
        count(Count.TOO_MANY_BALANCE_QUERIES);
        return false;
    }

    /** Fen in the account. */
    synchronized long balanceMinor() {
        return balanceMinor;
    }

    /** Money came in, or came back. */
    synchronized void credit(long minor) {
        balanceMinor += minor;
    }

    /** Takes money out where there is enough. */
    synchronized boolean debit(long minor) {
        if (minor > balanceMinor) {
            return false;
        }
        balanceMinor -= minor;
        return true;
    }

    private LongAdder adder(Count what) {
        LongAdder adder = counts.get(what);
        if (adder == null) {
            throw new AssertionError("every count has its adder");
        }
        return adder;
    }
}
