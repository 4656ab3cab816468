@NullMarked
package io.quittance.edge.statements;

import org.jspecify.annotations.NullMarked;
