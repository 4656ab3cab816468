package io.quittance.app.books;

import io.quittance.events.Balance;
import io.quittance.gateways.Yuan;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A check of the books for programs; amounts as decimal yuan, what is not known as null. */
public final class BooksJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BooksJson() {}

    /** One object, over several lines. */
    public static String of(BooksResult result) {
        ObjectNode root = JSON.createObjectNode();
        root.put("agrees", result.agrees());
        root.put("settlementsRead", result.settlementsRead());
        ArrayNode books = root.putArray("books");
        result.books().forEach(book -> put(book, books.addObject()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void put(AccountBook book, ObjectNode node) {
        Balance row = book.row();
        node.put("account", book.key().account());
        node.put("currency", book.key().currency());
        node.put(
                "reportedAt",
                row == null || row.getReportedAt() == null
                        ? null
                        : row.getReportedAt().toString());
        put(book.settled(), book.inFlightMinor(), node.putObject("expected"));
        if (row == null) {
            node.putNull("table");
        } else {
            put(row, book.inTable(), node.putObject("table"));
        }
        node.put("difference", Yuan.text(book.inTable().net() - book.settled().net()));
        node.put("agrees", book.agrees());
        ArrayNode faults = node.putArray("faults");
        Stream.concat(book.faults().stream(), book.differences().stream()).forEach(faults::add);
    }

    private static void put(Movement movement, long inFlightMinor, ObjectNode node) {
        node.put("in", Yuan.text(movement.in()));
        node.put("out", Yuan.text(movement.out()));
        node.put("fees", Yuan.text(movement.fees()));
        node.put("movement", Yuan.text(movement.net()));
        node.put("inFlight", Yuan.text(inFlightMinor));
    }

    private static void put(Balance row, Movement movement, ObjectNode node) {
        put(movement, row.getInFlightMinor(), node);
        node.put("reported", text(row.getReportedMinor()));
        node.put("projected", text(row.getProjectedMinor()));
        node.put("available", text(row.getAvailableMinor()));
    }

    private static @Nullable String text(@Nullable Long minor) {
        return minor == null ? null : Yuan.text(minor);
    }
}
