/** Gateways as data: dialect definitions, signature recipes, reading and signing. Knows the JDK and Jackson's streaming parser, does no I/O. */
@NullMarked
package io.quittance.gateways;

import org.jspecify.annotations.NullMarked;
