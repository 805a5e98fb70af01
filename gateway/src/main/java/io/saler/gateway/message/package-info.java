/**
 * What a request leaves on the messages it causes. Who asked, and in which request, travels as metadata from command to
 * event to whatever follows, so that every event can answer for itself later.
 */
@NullMarked
package io.saler.gateway.message;

import org.jspecify.annotations.NullMarked;
