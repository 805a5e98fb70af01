/**
 * How this process speaks to Redis, whichever of its features do. Redis is a helper that may be away: nobody waits long
 * for it, and it is noticed within a second when it is back.
 */
@NullMarked
package io.saler.gateway.redis;

import org.jspecify.annotations.NullMarked;
