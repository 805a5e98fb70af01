/**
 * The audit log of what happens to people's and keys' access outside of events: signing in and out, sessions,
 * passwords, keys, and who read what is masked usually. What commands do is found in the metadata of their events
 * instead.
 */
@NullMarked
package io.saler.gateway.audit;

import org.jspecify.annotations.NullMarked;
