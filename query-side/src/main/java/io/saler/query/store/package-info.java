/** Stores as people read them, and who owns each: that decides which orders and which stock a merchant may see. */
@NullMarked
package io.saler.query.store;

import org.jspecify.annotations.NullMarked;
