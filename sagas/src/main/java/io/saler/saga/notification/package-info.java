/**
 * Writes mails and hands them to a mail server. What is to be told is decided elsewhere and arrives as an event; how it
 * is worded, and that it is sent in spite of failures, is decided here.
 */
@NullMarked
package io.saler.saga.notification;

import org.jspecify.annotations.NullMarked;
