/** Sagas and their journal as administrators read them, asked of the sagas' own side. */
@NullMarked
package io.saler.query.journal;

import org.jspecify.annotations.NullMarked;
