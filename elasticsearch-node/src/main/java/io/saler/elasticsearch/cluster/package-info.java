/**
 * The cluster's root page. Clients read name and version of a cluster from {@code GET /}, which is a module of its own
 * in a full Elasticsearch and is served here instead.
 */
@NullMarked
package io.saler.elasticsearch.cluster;

import org.jspecify.annotations.NullMarked;
