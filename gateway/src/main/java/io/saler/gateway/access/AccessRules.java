package io.saler.gateway.access;

import java.util.List;

/**
 * What a feature opens, and to whom: one bean per feature, in one visible place. Of all rules the first that fits a
 * request decides; what fits none is closed.
 */
@FunctionalInterface
public interface AccessRules {

    List<AccessRule> rules();

    static AccessRules of(AccessRule... rules) {
        List<AccessRule> all = List.of(rules);
        return () -> all;
    }
}
