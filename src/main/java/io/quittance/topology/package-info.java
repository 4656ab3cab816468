/** The Kafka Streams application: its steps, their stores and the settings under which it runs; what is decided is in {@code decisions}. */
@NullMarked
package io.quittance.topology;

import org.jspecify.annotations.NullMarked;
