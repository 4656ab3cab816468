package io.quittance.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.quittance.gatewayclient.Circuit;
import java.util.Map;
import java.util.function.Supplier;

/** Whether calls to the gateways of accounts are let through, for one purpose of calling. */
final class CircuitMeters implements Runnable {
    private final States states;
    private final String purpose;
    private final Supplier<Map<String, Circuit>> circuits;

    CircuitMeters(MeterRegistry registry, String purpose, Supplier<Map<String, Circuit>> circuits) {
        this.states = new States(
                registry,
                "quittance.gateway.circuit",
                "1 for the state of the circuit through which that account's gateway is called");
        this.purpose = purpose;
        this.circuits = circuits;
    }

    @Override
    public void run() {
        circuits.get()
                .forEach((account, circuit) ->
                        states.addState(circuit.state(), Labels.ACCOUNT, account, "purpose", purpose));
        states.show();
    }
}
