/**
 * What visitors of stores do, told by the stores' pages: each event is accepted once it is in Kafka, or on this node's
 * disk while Kafka is away, and is stored and counted once, however often it comes. What is shown of it follows from
 * the stored rows: the counters of the last minutes in Redis, the search in Elasticsearch. Nobody is named in any of
 * it.
 */
@NullMarked
package io.saler.query.tracking;

import org.jspecify.annotations.NullMarked;
