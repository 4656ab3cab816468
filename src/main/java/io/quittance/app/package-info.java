/** The commands, and the wiring of all rooms; sees all, seen by none. */
@NullMarked
package io.quittance.app;

import org.jspecify.annotations.NullMarked;
