package io.quittance.edge.placing;

import io.quittance.gateways.DialectDefinition.Outbound;
import io.quittance.gateways.DialectDefinition.RequestRole;
import io.quittance.gateways.DialectDefinition.Unit;
import io.quittance.gateways.Yuan;

/** Writes amounts as a gateway wants them. */
final class AmountText {
    private static final int FEN_IN_YUAN = 100;

    private AmountText() {}

    /** Fen as digits, or yuan with two decimals; whole yuan without them where the request takes no others. */
    static String of(long minor, Unit unit, Outbound outbound) {
        boolean whole = outbound.fields().values().stream()
                .anyMatch(field -> field.role() == RequestRole.AMOUNT && field.decimals() == 0);
        return switch (unit) {
            case FEN -> Long.toString(minor);
            case YUAN -> whole && minor % FEN_IN_YUAN == 0 ? Long.toString(minor / FEN_IN_YUAN) : Yuan.text(minor);
        };
    }
}
