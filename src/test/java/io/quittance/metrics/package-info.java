@NullMarked
package io.quittance.metrics;

import org.jspecify.annotations.NullMarked;
