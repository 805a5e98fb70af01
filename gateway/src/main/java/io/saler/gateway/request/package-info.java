/**
 * What is true of every request before anybody looks at it: it has an id that is found again in logs and events, its
 * body has a bounded size, and it may have a name under which it can be repeated without doing anything twice.
 */
@NullMarked
package io.saler.gateway.request;

import org.jspecify.annotations.NullMarked;
