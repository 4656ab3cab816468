/** Measures what this machine gives us against small programs that do the bare minimum, in one run. */
@NullMarked
package io.quittance.bench;

import org.jspecify.annotations.NullMarked;
