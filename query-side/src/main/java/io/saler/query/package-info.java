/**
 * What is shown. Each feature follows the events it is about and keeps, in PostgreSQL, Redis, Elasticsearch or Kafka,
 * what its readers ask for; nothing kept here cannot be rebuilt from the events.
 */
@NullMarked
package io.saler.query;

import org.jspecify.annotations.NullMarked;
