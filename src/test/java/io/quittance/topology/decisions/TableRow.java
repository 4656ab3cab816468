package io.quittance.topology.decisions;

import io.quittance.events.OrderState;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is seen of a decision in a row of a table test; absent texts are blank. */
record TableRow(String to, String effect, String conflicts, boolean settled, String reason) {

    static TableRow of(
            @Nullable String to, String effect, @Nullable String conflicts, boolean settled, @Nullable String reason) {
        return new TableRow(blank(to), effect, blank(conflicts), settled, blank(reason));
    }

    static TableRow of(OrderDecision decision) {
        OrderState state = decision.state();
        return new TableRow(
                decision.to() == null ? "" : decision.to().name(),
                decision.effect().name(),
                decision.clashes().stream().map(clash -> clash.kind().name()).collect(Collectors.joining(" ")),
                decision.settled(),
                state == null ? "" : blank(state.getReason()));
    }

    private static String blank(@Nullable String text) {
        return text == null ? "" : text;
    }
}
