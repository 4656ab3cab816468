@NullMarked
package io.quittance.edge.json;

import org.jspecify.annotations.NullMarked;
