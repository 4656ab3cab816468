@NullMarked
package io.quittance.edge.operate;

import org.jspecify.annotations.NullMarked;
