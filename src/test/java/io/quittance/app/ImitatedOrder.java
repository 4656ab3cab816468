package io.quittance.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An order in the books of an imitated gateway: as it was placed, what became of it, what its callbacks were answered. */
final class ImitatedOrder {
    private final String id;
    private final String number;
    private final Map<String, String> placed;
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private volatile boolean paid;

    /** {@code number} is the gateway's own. */
    ImitatedOrder(String id, String number, Map<String, String> placed) {
        this.id = id;
        this.number = number;
        this.placed = new LinkedHashMap<>(placed);
    }

    String id() {
        return id;
    }

    String number() {
        return number;
    }

    /** A field of the placement, blank if it was not sent. */
    String field(String name) {
        return placed.getOrDefault(name, "");
    }

    void pay() {
        paid = true;
    }

    boolean isPaid() {
        return paid;
    }

    void noteAnswers(List<String> said) {
        answers.addAll(said);
    }

    /** What its callbacks were answered, one after another; the last one ended them, or was the last try. */
    List<String> answers() {
        return List.copyOf(answers);
    }
}
