package io.saler.query.order;

import io.saler.gateway.access.Caller;
import io.saler.gateway.openapi.Revalidated;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.identity.Actor;
import io.saler.identity.UserId;
import io.saler.order.OrderFailure;
import io.saler.order.OrderId;
import io.saler.order.OrderStatus;
import io.saler.order.OrderView;
import io.saler.query.EntityTag;
import io.saler.query.Freshness;
import io.saler.query.identity.PersonTable;
import io.saler.store.StoreId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading orders and their history. An order that is not the reader's business does not exist for them. */
@RestController
class OrderEndpoint {

    private final OrderList orders;
    private final OrderHistory history;
    private final PersonTable people;
    private final OrderAccess access;
    private final Freshness freshness;

    OrderEndpoint(OrderList orders, OrderHistory history, PersonTable people, OrderAccess access, Freshness freshness) {
        this.orders = orders;
        this.history = history;
        this.people = people;
        this.access = access;
        this.freshness = freshness;
    }

    @GetMapping("/orders/{orderId}")
    @Revalidated
    ResponseEntity<OrderView> order(@PathVariable OrderId orderId, Caller reader) {
        OrderList.Found found = find(orderId, reader);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(EntityTag.of(found.version(), found.paymentChanges()))
                .body(found.order());
    }

    @GetMapping("/orders")
    Page<OrderView> orders(
            Caller reader,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable StoreId storeId,
            Limit limit,
            @RequestParam(required = false) @Nullable String after) {
        OrderList.Place place = Cursor.read(after, OrderList.Place.class).orElse(null);
        return Page.of(
                orders.list(OrderReader.of(reader), new OrderList.Filter(status, storeId), place, limit.andOneMore()),
                limit,
                last -> new OrderList.Place(last.placedAt(), last.orderId().value()));
    }

    @GetMapping("/orders/{orderId}/history")
    Page<HistoryView> history(
            @PathVariable OrderId orderId,
            Caller reader,
            Limit limit,
            @RequestParam(required = false) @Nullable String after) {
        long position = Cursor.read(after, Long.class).orElse(0L);
        OrderView order = find(orderId, reader).order();
        boolean whole = access.keepsStore(OrderReader.of(reader), order.storeId());
        List<OrderHistory.Entry> entries = history.read(orderId, position, limit.andOneMore());
        Set<String> erased = erased(entries);
        return Page.of(entries, limit, OrderHistory.Entry::position).map(entry -> {
            boolean gone = erased.contains(entry.actorId());
            return whole ? HistoryView.of(entry, gone) : HistoryView.of(entry, gone, order.customerId());
        });
    }

    /** The ids of those who caused some of this and were erased since. */
    private Set<String> erased(List<OrderHistory.Entry> entries) {
        Set<UserId> users = entries.stream()
                .filter(entry -> new Actor(entry.actorKind(), entry.actorId()).isPerson())
                .map(entry -> UserId.of(entry.actorId()))
                .collect(Collectors.toSet());
        return people.erasedOf(users).stream().map(UserId::toString).collect(Collectors.toSet());
    }

    private OrderList.Found find(OrderId order, Caller reader) {
        return freshness
                .await(() -> orders.find(order, OrderReader.of(reader)))
                .orElseThrow(OrderFailure.OrderUnknown::new);
    }
}
