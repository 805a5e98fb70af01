/**
 * Opening stores, knowing whose they are, and the keys by which merchants' servers act for them. A store's owner and
 * currency never change, so the directory of stores can be asked on every request without asking the database again.
 */
@NullMarked
package io.saler.command.store;

import org.jspecify.annotations.NullMarked;
