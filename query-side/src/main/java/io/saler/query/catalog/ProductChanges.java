package io.saler.query.catalog;

import io.saler.catalog.CatalogEvent;
import io.saler.catalog.ProductId;
import io.saler.inventory.InventoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * The events of one batch that are about products. Collecting needs no database; {@link #applyTo} does the rest with
 * two reads and a write, or with one short read when nothing that is shown has changed, as with most orders.
 */
public final class ProductChanges {

    private final List<Change> changes = new ArrayList<>();
    private final Set<ProductId> described = new LinkedHashSet<>();
    private final Set<ProductId> moved = new LinkedHashSet<>();

    private record Change(ProductId product, UnaryOperator<ProductState> apply) {}

    public void add(CatalogEvent event, DomainEventMessage<?> message) {
        long number = message.getSequenceNumber();
        Instant at = message.getTimestamp();
        changes.add(new Change(event.productId(), state -> state.apply(event, number, at)));
        described.add(event.productId());
    }

    public void add(InventoryEvent event, DomainEventMessage<?> message) {
        long number = message.getSequenceNumber();
        Instant at = message.getTimestamp();
        changes.add(new Change(event.productId(), state -> state.apply(event, number, at)));
        moved.add(event.productId());
    }

    /** Applies the events to the states in the table and returns those that are different now. */
    public List<ProductState> applyTo(ProductTable table) {
        Set<ProductId> affected = new LinkedHashSet<>(described);
        affected.addAll(inOrOutOfStock(table));
        if (affected.isEmpty()) {
            return List.of();
        }
        Map<ProductId, ProductState> before = table.find(affected);
        List<ProductState> changed = applied(before, affected).values().stream()
                .filter(state -> !state.equals(before.get(state.productId())))
                .toList();
        table.save(changed);
        return changed;
    }

    private List<ProductId> inOrOutOfStock(ProductTable table) {
        var undecided = new LinkedHashSet<>(moved);
        undecided.removeAll(described);
        if (undecided.isEmpty()) {
            return List.of();
        }
        Map<ProductId, ProductState> before = table.findWithoutListing(undecided);
        return applied(before, undecided).values().stream()
                .filter(state ->
                        state.stockFlips() != known(state.productId(), before).stockFlips())
                .map(ProductState::productId)
                .toList();
    }

    private Map<ProductId, ProductState> applied(Map<ProductId, ProductState> before, Set<ProductId> affected) {
        var after = new HashMap<ProductId, ProductState>();
        affected.forEach(product -> after.put(product, known(product, before)));
        for (Change change : changes) {
            after.computeIfPresent(
                    change.product(), (product, state) -> change.apply().apply(state));
        }
        return after;
    }

    private static ProductState known(ProductId product, Map<ProductId, ProductState> states) {
        ProductState state = states.get(product);
        return state == null ? ProductState.unknown(product) : state;
    }
}
