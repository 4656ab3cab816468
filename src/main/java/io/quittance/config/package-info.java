/** Settings and dialect files: read once, checked whole, every fault named at once. */
@NullMarked
package io.quittance.config;

import org.jspecify.annotations.NullMarked;
