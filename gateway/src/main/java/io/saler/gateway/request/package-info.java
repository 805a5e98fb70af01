/**
 * What is true of every request before anybody looks at it: it has an id that is found again in logs and events, and
 * its body has a bounded size.
 */
@NullMarked
package io.saler.gateway.request;

import org.jspecify.annotations.NullMarked;
