/** What is decided of orders and payouts (DESIGN section 5): pure functions over plain types; knows neither Kafka nor a clock. */
@NullMarked
package io.quittance.topology.decisions;

import org.jspecify.annotations.NullMarked;
