@NullMarked
package io.quittance.edge.report;

import org.jspecify.annotations.NullMarked;
