package io.quittance.sandbox;

/** An order of the demo whose placing was answered, with that answer. */
record PlacedOrder(NewOrder.Key key, PlacingState state) {}
