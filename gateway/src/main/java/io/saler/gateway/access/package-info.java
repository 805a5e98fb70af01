/**
 * Who is asking and what they may do. Each feature contributes its {@link io.saler.gateway.access.AccessRules}, the one
 * place that says who may call what; a path without a rule is closed to everybody. Callers are recognised by a signed
 * token, or by a store's key. The same feature's {@link io.saler.gateway.access.MessageRules} say who may send which
 * command or query, also from another process.
 */
@NullMarked
package io.saler.gateway.access;

import org.jspecify.annotations.NullMarked;
