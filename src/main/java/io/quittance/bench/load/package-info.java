/** Load over HTTP: a closed loop for saturation, an open one for latency. */
@NullMarked
package io.quittance.bench.load;

import org.jspecify.annotations.NullMarked;
