/**
 * How every refusal reaches a client: as problem details (RFC 9457) with a stable type, naming the field to blame where
 * there is one, and never showing anything of the inside. Whatever is thrown, and wherever, ends here.
 */
@NullMarked
package io.saler.gateway.problem;

import org.jspecify.annotations.NullMarked;
