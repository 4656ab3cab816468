/** The HTTP side: callbacks in, evidence out, acknowledged after the durable write; and the server that queries and health hang on. */
@NullMarked
package io.quittance.edge;

import org.jspecify.annotations.NullMarked;
