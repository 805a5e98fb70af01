/**
 * Stores as people read them, and who owns each: that decides which orders and which stock a merchant may see. Their
 * API keys are here as well, for their owners to read and for readers to be recognised by.
 */
@NullMarked
package io.saler.query.store;

import org.jspecify.annotations.NullMarked;
