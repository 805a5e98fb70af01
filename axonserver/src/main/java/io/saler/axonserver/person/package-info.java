/**
 * How the rooms learn what events say of people. It is sealed there with keys that never leave the command side, so
 * whoever needs to read it asks; what is not asked for stays sealed, wherever the event goes.
 */
@NullMarked
package io.saler.axonserver.person;

import org.jspecify.annotations.NullMarked;
