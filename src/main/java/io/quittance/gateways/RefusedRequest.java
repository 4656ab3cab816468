package io.quittance.gateways;

import java.util.List;

/** A request that was refused before it was signed, with every field at fault at once. */
public record RefusedRequest(List<FieldFault> faults) implements Signing {
    public RefusedRequest {
        faults = List.copyOf(faults);
    }
}
