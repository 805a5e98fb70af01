/**
 * Product pages in Redis. The processing group {@code product-cache} writes each change through, readers fill what is
 * missing, and an older page never takes the place of a newer one; without Redis, reading goes on from PostgreSQL.
 */
@NullMarked
package io.saler.query.catalog.cache;

import org.jspecify.annotations.NullMarked;
