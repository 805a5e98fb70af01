/**
 * Whether everything adds up after a run. {@link io.saler.demo.check.Inspection} reads what Saler, its payment gateway
 * and its mail server say now; the checks compare that with what was ordered, as plain arithmetic.
 */
@NullMarked
package io.saler.demo.check;

import org.jspecify.annotations.NullMarked;
