/** The books: what settled, beside what the balance table makes of it. */
@NullMarked
package io.quittance.app.books;

import org.jspecify.annotations.NullMarked;
