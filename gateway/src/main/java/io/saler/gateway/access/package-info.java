/**
 * Who is asking and what they may do. Each feature contributes its {@link io.saler.gateway.access.AccessRules}, the one
 * place that says who may call what; a path without a rule is closed to everybody. Callers are recognised by a signed
 * token alone.
 */
@NullMarked
package io.saler.gateway.access;

import org.jspecify.annotations.NullMarked;
