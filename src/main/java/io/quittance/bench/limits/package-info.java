/** The programs that are measured in a process of their own: the limits, and the settling steps without the views. */
@NullMarked
package io.quittance.bench.limits;

import org.jspecify.annotations.NullMarked;
