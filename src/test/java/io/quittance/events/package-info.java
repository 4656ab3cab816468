@NullMarked
package io.quittance.events;

import org.jspecify.annotations.NullMarked;
