/** How sagas are kept over the lifetime of more than one version of their code. */
@NullMarked
package io.saler.axonserver.saga;

import org.jspecify.annotations.NullMarked;
