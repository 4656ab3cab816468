@NullMarked
package io.quittance.app.books;

import org.jspecify.annotations.NullMarked;
