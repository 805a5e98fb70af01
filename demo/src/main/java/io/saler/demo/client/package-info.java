/**
 * Saler as seen over HTTP. A {@link io.saler.demo.client.SalerClient} knows the addresses and the shapes of what is
 * sent and answered; it is impatient by default, and with a deadline it repeats what a server that is away or
 * overloaded did not answer, always with the same idempotency key.
 */
@NullMarked
package io.saler.demo.client;

import org.jspecify.annotations.NullMarked;
