/**
 * People as they read themselves. The processing group {@code people} follows who registered, who proved their address,
 * and who was erased.
 */
@NullMarked
package io.saler.query.identity;

import org.jspecify.annotations.NullMarked;
