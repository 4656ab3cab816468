package io.quittance.sandbox;

import java.time.Instant;

/**
 * One run of the demo over a data folder: with an order's number it decides everything about that order.
 *
 * @param number counts the runs of the folder from 1; part of every order id, so that runs never meet
 * @param seed what its orders and what becomes of them are drawn from
 * @param startedAt when the run began, to the second; for people who look
 */
record Run(int number, long seed, Instant startedAt) {}
