/**
 * Text analysis for Arabic and English. The published server part has Lucene's classes for it but not the module that
 * names them, so they are named here exactly as a full Elasticsearch names them: index settings written against this
 * node stay valid there.
 */
@NullMarked
package io.saler.elasticsearch.language;

import org.jspecify.annotations.NullMarked;
