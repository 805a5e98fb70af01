/**
 * How an embedded server lives. Every server in a process of its own has a guard that ends it when Saler is gone,
 * however Saler went; one that dies by itself is started again on the same port and data.
 */
@NullMarked
package io.saler.standalone.server;

import org.jspecify.annotations.NullMarked;
