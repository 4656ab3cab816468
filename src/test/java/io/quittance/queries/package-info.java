@NullMarked
package io.quittance.queries;

import org.jspecify.annotations.NullMarked;
