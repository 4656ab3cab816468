package io.quittance.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** {@code GET /ledger}, {@code /ledger/summary} and {@code /ledger/{gateway}/{order}}: the truth, for comparison. */
final class LedgerDesk {
    private static final int USUAL_PAGE = 100;

    private final Ledger ledger;

    LedgerDesk(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Answers for a path that begins with {@code /ledger}, percent-encoded as it came. */
    WebAnswer serve(String rawPath, WebParameters query) {
        String[] segments = rawPath.substring(1).split("/", -1);
        return switch (segments.length) {
            case 1 -> page(query);
            case 2 ->
                segments[1].equals("summary")
                        ? WebAnswer.json(ledger.summary().json().written())
                        : WebAnswer.notFound();
            case 3 -> order(segments[1], decoded(segments[2]));
            default -> WebAnswer.notFound();
        };
    }

    private WebAnswer page(WebParameters query) {
        OptionalLong after = number(query.text("after"), 0);
        OptionalLong limit = number(query.text("limit"), USUAL_PAGE);
        if (after.isEmpty() || limit.isEmpty() || limit.getAsLong() < 1 || limit.getAsLong() > Ledger.MOST_PER_PAGE) {
            return WebAnswer.text(400, "after must be a number, limit one from 1 to " + Ledger.MOST_PER_PAGE);
        }
        List<LedgerEntry> entries = ledger.page(after.getAsLong(), (int) limit.getAsLong());
        boolean more = entries.size() == limit.getAsLong();
        return WebAnswer.json(new Json()
                .with("orders", json(entries))
                .with("next", more ? entries.getLast().number() : null)
                .written());
    }

    private WebAnswer order(String gateway, String id) {
        List<LedgerEntry> entries = ledger.find(gateway, id);
        if (entries.isEmpty()) {
            return WebAnswer.text(404, "no gateway of that name has taken an order of that number");
        }
        return WebAnswer.json(new Json().with("orders", json(entries)).written());
    }

    private static List<Json> json(List<LedgerEntry> entries) {
        List<Json> rows = new ArrayList<>();
        entries.forEach(entry -> rows.add(entry.json()));
        return rows;
    }

    private static OptionalLong number(String text, long absent) {
        if (text.isEmpty()) {
            return OptionalLong.of(absent);
        }
        boolean digits = text.length() <= 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** In a path {@code +} stands for itself. */
    private static String decoded(String segment) {
        byte[] text = segment.replace("+", "%2B").getBytes(StandardCharsets.UTF_8);
        return WebParameters.decoded(text, 0, text.length);
    }
}
