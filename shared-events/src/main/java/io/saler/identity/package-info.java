/**
 * Who people are to Saler. A {@link io.saler.identity.UserId user} registers with an e-mail address that nobody else
 * can claim meanwhile, and proves it by a token sent there. Passwords never appear in anything said here, and what is
 * {@link io.saler.identity.PersonalText personal} appears in events in a form that can be made unreadable for ever.
 */
@NullMarked
package io.saler.identity;

import org.jspecify.annotations.NullMarked;
