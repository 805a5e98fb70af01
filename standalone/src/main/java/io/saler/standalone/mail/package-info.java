/**
 * The embedded SMTP server and the mailbox behind it. Mail goes nowhere else: it is kept in files, readable at
 * {@code GET /dev/mail}, so that whoever tries Saler finds the verification mail it sent.
 */
@NullMarked
package io.saler.standalone.mail;

import org.jspecify.annotations.NullMarked;
