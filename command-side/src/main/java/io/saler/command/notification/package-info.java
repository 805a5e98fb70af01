/** What people are told. A notification is asked for once, and having been sent outlives every other outcome. */
@NullMarked
package io.saler.command.notification;

import org.jspecify.annotations.NullMarked;
