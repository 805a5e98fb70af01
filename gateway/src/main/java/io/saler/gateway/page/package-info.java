/**
 * Lists in keyset pages: a page knows where the next one starts, so that no page counts or skips what came before it,
 * however long the list is.
 */
@NullMarked
package io.saler.gateway.page;

import org.jspecify.annotations.NullMarked;
