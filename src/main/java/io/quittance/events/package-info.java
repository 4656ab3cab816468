/** Avro events generated from {@code schemas/}, the topics that carry them, and their serdes. */
@NullMarked
package io.quittance.events;

import org.jspecify.annotations.NullMarked;
