/** What administrators do about sagas, handed to the sagas' own side, which has them. */
@NullMarked
package io.saler.command.journal;

import org.jspecify.annotations.NullMarked;
