package io.quittance.topology.balances;

import io.quittance.events.AccountState;
import io.quittance.events.EventSerde;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one account add up to up to now, from which the sums at recent moments are a few steps away. Changed by every
 * move, and written back by {@link #keep}.
 */
final class Totals {
    private static final AccountState NOTHING = new AccountState(
            Long.MIN_VALUE, 0L, 0L, null, null, null, null, 0L, 0L, 0L, null, null, null, null, 0L, 0L, null, -1, 0L);

    private static final String NAMELESS = "";

    private final Table table;
    private final EventSerde<AccountState> states;
    private final AccountState before;

    private long asOf;
    private long endsAt;
    private long inFlight;
    private @Nullable Report base;
    private @Nullable Long drift;
    private Sums since;
    private @Nullable Report first;
    private @Nullable Level lasting;
    private long told;
    private long steps;
    private @Nullable Long lookAt;
    private int statementDay;
    private long rows;

    private Totals(Table table, EventSerde<AccountState> states, AccountState before) {
        this.table = table;
        this.states = states;
        this.before = before;
        asOf = before.getAsOf();
        endsAt = before.getEndsAt();
        inFlight = before.getInFlightMinor();
        base = base(before);
        drift = before.getDriftMinor();
        since = Sums.settled(before.getInMinor(), before.getOutMinor(), before.getFeesMinor());
        first = first(before);
        lasting = lasting(before);
        told = before.getDriftToldMinor();
        steps = before.getSteps();
        lookAt = before.getLookAt();
        statementDay = before.getStatementDay();
        rows = before.getRows();
    }

    static Totals of(SortedBytes store, String account, EventSerde<AccountState> states) {
        Table table = new Table(store, account, 'a');
        byte[] bytes = table.store().get(table.key());
        return new Totals(
                table, states, bytes == null ? NOTHING : Stored.read(states, bytes, "the totals of " + account));
    }

    /** Whether nothing was ever heard of the account. */
    boolean isNothing() {
        return asOf == Long.MIN_VALUE;
    }

    /** Something of the account happened at that time. */
    void heardOf(long at) {
        asOf = Math.max(asOf, at);
    }

    /** Something was put into the sums. */
    void added(Moment moment, Sums change) {
        endsAt = Math.max(endsAt, moment.at());
        inFlight += change.inFlight();
        if (base == null || moment.at() >= base.at()) {
            since = since.plus(Sums.settled(change.in(), change.out(), change.fees()));
        }
    }

    /** From now on everything counts from that report on. */
    void restsOn(Report report, Sums sinceThen) {
        base = report;
        since = Sums.settled(sinceThen.in(), sinceThen.out(), sinceThen.fees());
    }

    void drifted(@Nullable Long minor) {
        drift = minor;
    }

    /** Drift is counted from that report on. */
    void begins(Report report) {
        first = report;
    }

    void lasts(Level level) {
        lasting = level;
    }

    /** So much more was told, or less. */
    void told(long minor) {
        told += minor;
    }

    /** What was told of drift and is not explained, in fen. */
    long told() {
        return told;
    }

    /** So many more reports show that money came or went that nobody knows of, or fewer. */
    void stepped(long change) {
        steps += change;
    }

    /** Whether any report does. */
    boolean hasSteps() {
        return steps > 0;
    }

    /** As-of time of the earliest of them that a later report may still undo; null while there is none. */
    @Nullable Long lookAt() {
        return lookAt;
    }

    void looksAt(@Nullable Long at) {
        lookAt = at;
    }

    /** The number of a further row of events. */
    long nextRow() {
        return rows++;
    }

    /** There is a whole statement of that day. */
    void statementOf(int day) {
        statementDay = Math.max(statementDay, day);
    }

    /** The newest day of which there is one. */
    int statementDay() {
        return statementDay;
    }

    long asOf() {
        return asOf;
    }

    long inFlight() {
        return inFlight;
    }

    /** The newest report of all. */
    @Nullable Report base() {
        return base;
    }

    @Nullable Long drift() {
        return drift;
    }

    /** What happened since the newest report; without one, ever. */
    Sums since() {
        return since;
    }

    /** The report from which drift is counted. */
    @Nullable Report first() {
        return first;
    }

    /** The drift that has lasted for a grace period; null while none is over. */
    @Nullable Level lasting() {
        return lasting;
    }

    /** A moment after everything. */
    Moment end() {
        return Moment.start(endsAt + 1);
    }

    /** Writes it back. */
    void keep() {
        Report rests = base;
        Report from = first;
        Level level = lasting;
        AccountState now = new AccountState(
                asOf,
                endsAt,
                inFlight,
                rests == null ? null : rests.at(),
                rests == null ? null : rests.id(),
                rests == null ? null : rests.minor(),
                drift,
                since.in(),
                since.out(),
                since.fees(),
                from == null ? null : from.at(),
                from == null ? null : from.minor(),
                level == null ? null : level.low(),
                level == null ? null : level.high(),
                told,
                steps,
                lookAt,
                statementDay,
                rows);
        if (!now.equals(before)) {
            table.store().put(table.key(), states.toBytes(now));
        }
    }

    private static @Nullable Report base(AccountState state) {
        return report(state.getBaseAt(), state.getBaseId(), state.getBaseMinor());
    }

    private static @Nullable Report first(AccountState state) {
        return report(state.getFirstAt(), NAMELESS, state.getFirstMinor());
    }

    /** As much of a report as is remembered here: when it was received stands with the reports. */
    private static @Nullable Report report(@Nullable Long at, @Nullable String id, @Nullable Long minor) {
        return at == null || id == null || minor == null ? null : new Report(at, id, minor, at, at);
    }

    private static @Nullable Level lasting(AccountState state) {
        Long low = state.getDriftLowMinor();
        Long high = state.getDriftHighMinor();
        return low == null || high == null ? null : new Level(low, high);
    }
}
