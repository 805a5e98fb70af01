package io.saler.gateway.access;

import java.util.List;

/**
 * Which commands and queries of a feature may be sent by others than Saler's own parts, and by whom. What no rule names
 * is Saler's alone. A feature's {@link AccessRules} say who reaches its endpoints; these hold for messages from other
 * processes as well, which come to no endpoint.
 */
@FunctionalInterface
public interface MessageRules {

    List<MessageRule<?>> messageRules();
}
