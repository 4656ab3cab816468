package io.quittance.sandbox;

import java.util.List;

/**
 * One order of a run: what its gateway sends about it, in that order, and what must come of it. A number that a payment
 * and a payout share has two truths.
 */
record DemoOrder(long index, Gateway gateway, Play play, List<Message> messages, List<Truth> truths) {}
