/** The embedded Elasticsearch node, in a JVM of its own with a class path of its own, found beside Saler's jar. */
@NullMarked
package io.saler.standalone.elasticsearch;

import org.jspecify.annotations.NullMarked;
