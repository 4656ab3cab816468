package io.quittance.topology.decisions;

import io.quittance.events.StatementLine;
import io.quittance.events.StatementTold;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps what the newest statement that lists an order says of it. The lines of one statement may come in any order. */
final class StatementLines {
    /** So many lines of one statement about one order are told apart. */
    static final int MAX_LINES = 32;

    /** So many older statements are known again. */
    static final int MAX_EARLIER = 8;

    private StatementLines() {}

    /** Takes a line in: one that is known, or is of an older statement than one that lists the order too, changes nothing. */
    static void take(OrderDraft draft, Listed listed) {
        StatementLine before = draft.statement;
        if (before == null) {
            draft.statement = first(listed, List.of());
            draft.learned();
            return;
        }
        if (!isOf(before, listed)) {
            another(draft, before, listed);
            return;
        }
        List<Integer> lines = before.getLines();
        if (lines.contains(listed.line()) || lines.size() >= MAX_LINES) {
            draft.repeated();
            return;
        }
        draft.statement = both(before, listed);
        draft.learned();
    }

    /** A line of another statement: the newer one counts, and the older one says nothing new when it is handed in again. */
    private static void another(OrderDraft draft, StatementLine known, Listed listed) {
        if (known.getEarlier().contains(listed.statement())) {
            draft.repeated();
            return;
        }
        if (isOlder(known, listed)) {
            draft.statement = StatementLine.newBuilder(known)
                    .setEarlier(with(known.getEarlier(), listed.statement()))
                    .build();
        } else {
            draft.statement = first(listed, with(known.getEarlier(), known.getId()));
        }
        draft.learned();
    }

    /** In the order of their ids, so that it does not depend on which came first; of too many the first. */
    private static List<String> with(List<String> earlier, String id) {
        return Stream.concat(earlier.stream(), Stream.of(id))
                .sorted()
                .limit(MAX_EARLIER)
                .toList();
    }

    private static boolean isOf(StatementLine line, Listed listed) {
        return line.getId().equals(listed.statement());
    }

    private static boolean isOlder(StatementLine known, Listed listed) {
        int later = Long.compare(listed.receivedAt(), known.getReceivedAt());
        return later < 0 || (later == 0 && listed.statement().compareTo(known.getId()) < 0);
    }

    private static StatementLine first(Listed listed, List<String> earlier) {
        return new StatementLine(
                listed.statement(),
                listed.day(),
                listed.receivedAt(),
                List.of(listed.line()),
                listed.told(),
                listed.minor(),
                listed.gatewayOrder(),
                listed.line(),
                null,
                false,
                earlier);
    }

    /** Of several lines the one that says most counts, of several that say as much the first. */
    private static StatementLine both(StatementLine known, Listed listed) {
        int more = listed.told().compareTo(known.getTold());
        boolean counts = more > 0 || (more == 0 && listed.line() < known.getLine());
        boolean twice = known.getTold() == StatementTold.PAID && listed.told() == StatementTold.PAID;
        Long other = twice ? greater(known.getOtherMinor(), counts ? known.getMinor() : listed.minor()) : null;
        return StatementLine.newBuilder(known)
                .setReceivedAt(Math.min(known.getReceivedAt(), listed.receivedAt()))
                .setLines(Amounts.with(known.getLines(), listed.line()))
                .setTold(counts ? listed.told() : known.getTold())
                .setMinor(counts ? listed.minor() : known.getMinor())
                .setGatewayOrder(counts ? listed.gatewayOrder() : known.getGatewayOrder())
                .setLine(counts ? listed.line() : known.getLine())
                .setOtherMinor(twice ? other : known.getOtherMinor())
                .setPaidTwice(twice || known.getPaidTwice())
                .build();
    }

    private static @Nullable Long greater(@Nullable Long left, @Nullable Long right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return Math.max(left, right);
    }
}
