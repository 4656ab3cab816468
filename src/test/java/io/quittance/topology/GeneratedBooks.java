package io.quittance.topology;

import io.quittance.config.Account;
import io.quittance.config.FeeRule;
import io.quittance.config.Policy;
import io.quittance.events.BreakType;
import io.quittance.events.EventKind;
import io.quittance.events.LedgerMove;
import io.quittance.events.OutcomeVerdict;
import io.quittance.events.Received;
import io.quittance.events.Source;
import io.quittance.events.StatementEnd;
import io.quittance.events.StatementTold;
import io.quittance.gateways.Kind;
import io.quittance.gateways.MessageType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Some hours about a midnight in Beijing of one account: what the gateway does, what it says of that in reports of the balance and in
 * statements, and which breaks are planted in it.
 */
final class GeneratedBooks {
    static final long MINUTE = 60_000;
    static final long GRACE = 10 * MINUTE;
    static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    static final List<LocalDate> DAYS = List.of(DAY.minusDays(1), DAY);
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final long MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli();
    private static final long SLOT = 40 * MINUTE;
    private static final int SLOTS = 4;
    /** Where a busy stretch may begin: it is over before midnight. */
    private static final int[] BUSY = {-4, -3, -2, 0, 1, 2};

    private static final long AROUND_MIDNIGHT = 5 * MINUTE;
    private static final long BEGIN = MIDNIGHT - SLOTS * SLOT;
    private static final long END = MIDNIGHT + SLOTS * SLOT + 3 * GRACE;
    static final long AFTERWARDS = END + 180 * MINUTE;
    private static final Account ACCOUNT = account();

    final Random random;
    final List<BookedOrder> orders = new ArrayList<>();
    final List<Found> planted = new ArrayList<>();
    final PlainBooks plain = new PlainBooks();
    private final List<List<LedgerMove>> others = new ArrayList<>();
    private final TreeMap<Long, Long> held = new TreeMap<>();
    private final Map<String, List<Row>> statements = new TreeMap<>();
    private int amounts;

    /** A break: of one that a report shows, how much more the gateway has than expected is theirs. */
    record Found(
            String date,
            BreakType type,
            EventKind kind,
            @Nullable String order,
            @Nullable Long ours,
            @Nullable Long theirs) {}

    private record Row(BookedOrder order, StatementTold told, Long minor) {}

    GeneratedBooks(Random random) {
        this.random = random;
        for (LocalDate day : DAYS) {
            for (EventKind kind : List.of(EventKind.PAYMENT, EventKind.PAYOUT)) {
                if (random.nextInt(10) < 7) {
                    statements.put(statement(kind, day), new ArrayList<>());
                }
            }
        }
        Plants plants = new Plants(this);
        int busy = random.nextInt(4) == 0 ? BUSY[random.nextInt(BUSY.length)] : SLOTS;
        for (int slot = -SLOTS; slot < SLOTS; slot++) {
            if (slot == busy && !plants.isCrowded()) {
                plants.growBusy(MIDNIGHT + slot * SLOT);
                slot++;
            } else {
                plants.grow(MIDNIGHT + slot * SLOT);
            }
        }
        handInStatements();
        orders.forEach(BookedOrder::tellTheRest);
        report();
        for (BookedOrder order : orders) {
            if (order.state() != null) {
                plain.order(
                        order.kind, order.state(), fee(order.kind, order.state().getChannel()));
            }
        }
    }

    /** The moves, those of one order in a list of their own. */
    List<List<LedgerMove>> moves() {
        List<List<LedgerMove>> moves = new ArrayList<>(others);
        orders.stream().map(order -> order.moves).filter(own -> !own.isEmpty()).forEach(moves::add);
        return moves;
    }

    static String statement(EventKind kind, LocalDate day) {
        return "statement-" + kind + "-" + day;
    }

    /** Whether there is a statement of every day that the gateway may have put it into. */
    boolean isCovered(EventKind kind, long at) {
        return statements.containsKey(statement(kind, day(at - AROUND_MIDNIGHT)))
                && statements.containsKey(statement(kind, day(at + AROUND_MIDNIGHT)));
    }

    boolean has(EventKind kind, LocalDate day) {
        return statements.containsKey(statement(kind, day));
    }

    /** Puts the order into the statement of the gateway's day, once for each amount; that day, or null where it has no statement. */
    @Nullable LocalDate list(BookedOrder order, long at, StatementTold told, Long... minors) {
        LocalDate theirDay = day(at + random.nextInt(-4, 5) * MINUTE);
        List<Row> rows = statements.get(statement(order.kind, theirDay));
        if (rows == null) {
            return null;
        }
        for (Long minor : minors) {
            rows.add(new Row(order, told, minor));
        }
        return theirDay;
    }

    BookedOrder order(EventKind kind, @Nullable String channel) {
        BookedOrder order = new BookedOrder(ACCOUNT, kind, "o" + orders.size(), channel);
        orders.add(order);
        return order;
    }

    /** The gateway has so much more from then on, or less. */
    void credit(long at, long minor) {
        held.merge(at, minor, Long::sum);
    }

    /** An amount that no other one comes near, in fen. */
    long amount() {
        return 1_000L * ++amounts;
    }

    static long fee(EventKind kind, @Nullable String channel) {
        if (kind == EventKind.PAYOUT) {
            return 11;
        }
        return "alipay".equals(channel) ? 30 : 7;
    }

    static LocalDate day(long at) {
        return Instant.ofEpochMilli(at).atZone(BEIJING).toLocalDate();
    }

    private void handInStatements() {
        statements.forEach((id, rows) -> {
            EventKind kind = id.contains("PAYOUT") ? EventKind.PAYOUT : EventKind.PAYMENT;
            LocalDate day = LocalDate.parse(id.substring(id.length() - 10));
            Set<BookedOrder> listed = new LinkedHashSet<>(listed(rows, null));
            if (random.nextInt(3) == 0) {
                int line = 1;
                // Some are not in it yet, so that what it lets miss is found in the newer one.
                listed.removeIf(order -> random.nextInt(4) == 0);
                for (BookedOrder order : listed(rows, listed)) {
                    StatementTold[] words = StatementTold.values();
                    order.listed(
                            "older-" + id,
                            (int) day.toEpochDay(),
                            END + 60 * MINUTE + line,
                            line++,
                            words[random.nextInt(words.length)],
                            amount());
                }
                end("older-" + id, kind, day, listed.size(), END + 90 * MINUTE);
            }
            int line = 1;
            for (Row row : rows) {
                row.order.listed(id, (int) day.toEpochDay(), END + 100 * MINUTE + line, line++, row.told, row.minor);
            }
            end(id, kind, day, listed(rows, null).size(), END + 150 * MINUTE);
        });
    }

    private static Collection<BookedOrder> listed(List<Row> rows, @Nullable Set<BookedOrder> among) {
        Set<BookedOrder> orders =
                new LinkedHashSet<>(rows.stream().map(Row::order).toList());
        orders.removeIf(order -> among != null && !among.contains(order));
        return orders;
    }

    private void end(String id, EventKind kind, LocalDate day, long orders, long at) {
        Received received = received("end-" + id, kind, at);
        Kind of = kind == EventKind.PAYOUT ? Kind.PAYOUT : Kind.PAYMENT;
        StatementEnd end = new StatementEnd(id, (int) day.toEpochDay(), orders);
        others.add(List.of(Moves.statement(new Judged.Ended(received, of, ACCOUNT, end))));
    }

    /** The balance every few minutes, often as it is some seconds later; now and then heard of late. */
    private void report() {
        int number = 0;
        for (long at = BEGIN - MINUTE; at < END; at += random.nextInt(3 * (int) MINUTE, 7 * (int) MINUTE)) {
            long asOf = at & ~1L;
            boolean isExact = Math.abs(at - MIDNIGHT) < 10 * MINUTE || at < BEGIN || at > END - 10 * MINUTE;
            long lag = isExact ? 0 : 2 * random.nextLong(2_000);
            long minor = 10_000_000
                    + held.headMap(asOf + lag).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            long heardAt = asOf + lag + (random.nextInt(10) == 0 ? random.nextLong(2 * GRACE) : 0);
            Received received = received("b" + number++, EventKind.BALANCE, heardAt);
            others.add(List.of(
                    Moves.balance(new Judged.Reported(received, OutcomeVerdict.VERIFIED, ACCOUNT, null, minor, asOf))));
            plain.report(asOf, minor);
        }
    }

    private static Received received(String id, EventKind kind, long at) {
        return Letter.own(id, Source.STATEMENT, kind, ACCOUNT.name(), null)
                .at(Instant.ofEpochMilli(at))
                .record();
    }

    private static Account account() {
        Account plain = Golden.of("lianhe", MessageType.PAYOUT_CALLBACK, "paid-out")
                .account("shop", Policy.DEFAULT, Rig.ALWAYS);
        List<FeeRule> fees = List.of(
                new FeeRule(Rig.ALWAYS, Kind.PAYMENT, null, 0, 7, FeeRule.Rounding.HALF_UP),
                new FeeRule(Rig.ALWAYS, Kind.PAYMENT, "alipay", 0, 30, FeeRule.Rounding.HALF_UP),
                new FeeRule(Rig.ALWAYS, Kind.PAYOUT, null, 0, 11, FeeRule.Rounding.HALF_UP));
        return new Account(plain.gateway(), null, plain.policies(), plain.ack(), plain.allowFrom(), fees, List.of());
    }
}
