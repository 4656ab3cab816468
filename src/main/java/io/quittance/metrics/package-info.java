/** What {@code /metrics} shows: the counters of the other rooms under the names of docs/metrics.md. Nothing else knows Micrometer. */
@NullMarked
package io.quittance.metrics;

import org.jspecify.annotations.NullMarked;
