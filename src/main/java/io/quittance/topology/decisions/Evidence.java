package io.quittance.topology.decisions;

/** Something believed that can change an order or payout: what a gateway, a placing edge, the poller or an operator said. */
public sealed interface Evidence
        permits GatewayReport, Placing, NotCalled, PlaceAnswer, GaveUp, OperatorDecision, ResendAsked, Listed {

    /** Id of the received record. */
    String id();

    /** Receive time of that record, epoch milliseconds; the only time that counts. */
    long receivedAt();
}
