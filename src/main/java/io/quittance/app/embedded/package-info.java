/** The two servers that {@code demo} and the tests bring along: a Kafka broker in this process, a registry beside it. */
@NullMarked
package io.quittance.app.embedded;

import org.jspecify.annotations.NullMarked;
