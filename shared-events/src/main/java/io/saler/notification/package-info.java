/**
 * What Saler tells people. Each {@link io.saler.notification.NotificationId notification} is about one fact and is sent
 * once, however often the step that asks for it is repeated.
 */
@NullMarked
package io.saler.notification;

import org.jspecify.annotations.NullMarked;
