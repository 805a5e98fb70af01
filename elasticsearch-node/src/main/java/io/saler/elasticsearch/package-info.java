/**
 * One Elasticsearch node in a process of its own. The server is assembled at build time from its published parts, and
 * this package starts it through its public classes; nothing of it is in Saler's own class path.
 */
@NullMarked
package io.saler.elasticsearch;

import org.jspecify.annotations.NullMarked;
