/**
 * The embedded Redis. Product pages in it can be rebuilt, but sign-in sessions live there and nowhere else: losing them
 * signs everybody out. So it keeps an append-only file.
 */
@NullMarked
package io.saler.standalone.redis;

import org.jspecify.annotations.NullMarked;
