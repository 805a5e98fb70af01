/** The embedded Redis. What is in it can be rebuilt, yet it keeps an append-only file so that a restart is warm. */
@NullMarked
package io.saler.standalone.redis;

import org.jspecify.annotations.NullMarked;
