/** Views of committed rows, and the interactive queries over them: any instance answers, the owner of the key is asked. */
@NullMarked
package io.quittance.queries;

import org.jspecify.annotations.NullMarked;
