package io.saler.command.inventory;

import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A popular product's stock has many thousands of events; it is never read back further than these. */
@Configuration(proxyBeanMethods = false)
class InventorySnapshots {

    private static final int EVENTS_BETWEEN = 200;

    @Bean
    SnapshotTriggerDefinition inventorySnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN);
    }
}
