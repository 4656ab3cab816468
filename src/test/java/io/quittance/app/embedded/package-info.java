@NullMarked
package io.quittance.app.embedded;

import org.jspecify.annotations.NullMarked;
