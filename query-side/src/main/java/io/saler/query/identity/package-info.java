/**
 * People as they read themselves. The processing group {@code people} follows who registered and who proved their
 * address.
 */
@NullMarked
package io.saler.query.identity;

import org.jspecify.annotations.NullMarked;
