package io.saler.gateway;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/** Leaves out whatever would connect to a database: the gateway must do its work without one. */
class WithoutDatabase implements AutoConfigurationImportFilter {

    @Override
    public boolean[] match(String[] configurations, AutoConfigurationMetadata metadata) {
        var kept = new boolean[configurations.length];
        for (int index = 0; index < kept.length; index++) {
            String name = configurations[index];
            kept[index] = name == null
                    || !(name.startsWith("io.saler.axonserver.")
                            || name.contains(".jdbc.")
                            || name.contains(".flyway."));
        }
        return kept;
    }
}
