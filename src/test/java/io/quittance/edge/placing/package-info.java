@NullMarked
package io.quittance.edge.placing;

import org.jspecify.annotations.NullMarked;
