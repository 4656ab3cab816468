@NullMarked
package io.quittance.topology.decisions;

import org.jspecify.annotations.NullMarked;
