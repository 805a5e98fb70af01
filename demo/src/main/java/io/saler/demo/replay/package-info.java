/** {@code ./saler replay}: has a read model rebuilt on a running Saler, and shows how far it is. */
@NullMarked
package io.saler.demo.replay;

import org.jspecify.annotations.NullMarked;
