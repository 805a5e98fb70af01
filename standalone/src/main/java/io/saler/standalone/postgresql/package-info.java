/**
 * The embedded PostgreSQL: Saler's own database and, apart from it, the ledger of the simulated payment bank. Durable
 * as in production, sized for one developer's machine.
 */
@NullMarked
package io.saler.standalone.postgresql;

import org.jspecify.annotations.NullMarked;
