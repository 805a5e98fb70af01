/**
 * Finding products by what people type. The processing group {@code search} keeps an index in Elasticsearch, which can
 * be away or lost at any time: while it is away, searching is refused for a moment, and a lost index is filled again
 * from this group's own state.
 */
@NullMarked
package io.saler.query.search;

import org.jspecify.annotations.NullMarked;
