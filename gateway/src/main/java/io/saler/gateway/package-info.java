/**
 * Who may pass. This library configures itself in every process that has it on its class path: it recognises callers,
 * decides by each feature's rules what they may do, and says every refusal as a problem document. It needs neither
 * database nor cache to do so.
 */
@NullMarked
package io.saler.gateway;

import org.jspecify.annotations.NullMarked;
