package io.saler.benchmark.year;

import io.saler.benchmark.year.Shop.Good;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Tells what happened in five shops within a year that is over, in the order in which it happened. The same seed and
 * number of orders tell the same, event for event. Some of the orders fall into the hours around a change of clocks and
 * around the turn of years, months and days; some are declined, some cancelled, some given back in part, once or twice,
 * often weeks later.
 */
public final class ShopYear {

    static final int YEAR = 2025;

    public static final Instant BEGIN = LocalDate.of(YEAR, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    public static final Instant END =
            LocalDate.of(YEAR + 1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

    /** As many an order has on average. */
    public static final double EVENTS_PER_ORDER = 10.85;

    private static final int MOST_LINES = 3;
    private static final int MOST_UNITS = 4;
    private static final int RESTOCKED_BELOW = 20;
    private static final int RESTOCKED_BY = 200;
    private static final Duration STEP = Duration.ofMillis(7);

    private final RandomGenerator chance;
    private final Moments moments;
    private final int orders;
    private final List<Shop> shops;
    private final Map<String, Long> numbers = new HashMap<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::number));
    private long dues;
    private Instant now = BEGIN;

    private Consumer<YearEvent> listener = event -> {};

    /** Something that happens later. */
    private record Due(Instant at, long number, Runnable what) {}

    private record Line(Good good, int units, BigDecimal price) {

        BigDecimal total() {
            return price.multiply(BigDecimal.valueOf(units));
        }
    }

    private static final class Order {
        private final UUID id;
        private final UUID customer;
        private final UUID payment;
        private final Shop shop;
        private final List<Line> lines;
        private final BigDecimal total;
        private BigDecimal refunded = BigDecimal.ZERO;

        private Order(UUID id, UUID customer, Shop shop, List<Line> lines) {
            this.id = id;
            this.customer = customer;
            this.payment = Ids.derived("payment", id, 1);
            this.shop = shop;
            this.lines = lines;
            this.total = lines.stream().map(Line::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    public ShopYear(long seed, int orders) {
        this.chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.moments = new Moments(chance);
        this.orders = orders;
        this.shops = Shop.all(Math.max(5, Math.min(200, orders / 50)), chance);
    }

    List<Shop> shops() {
        return shops;
    }

    /** To be called once. */
    public void tell(Consumer<YearEvent> to) {
        listener = to;
        shops.forEach(this::open);
        for (int order = 0; order < orders; order++) {
            Shop shop = shops.get(chance.nextInt(shops.size()));
            at(moments.difficult(moments.any(), shop.zone()), () -> place(shop));
        }
        while (!due.isEmpty()) {
            Due next = due.remove();
            now = next.at();
            next.what().run();
        }
    }

    private void at(Instant moment, Runnable what) {
        due.add(new Due(moment, dues++, what));
    }

    private void soon(int steps, Runnable what) {
        at(now.plus(STEP.multipliedBy(steps)), what);
    }

    private void open(Shop shop) {
        tell("Store", shop.id(), "store.StoreOpened", "1", """
                {"storeId":"%s","ownerId":"%s","name":"%s","currency":"%s"}""".formatted(
                        shop.id(), Ids.derived("owner", shop.id()), shop.name(), shop.currency()));
        tell("Store", shop.id(), "store.StoreTimeZoneChanged", "1", """
                {"storeId":"%s","timeZone":"%s"}""".formatted(shop.id(), shop.zone()));
        shop.goods().forEach(good -> {
            tell("Product", good.product, "catalog.ProductCreated", "1", """
                    {"productId":"%s","storeId":"%s","sku":"%s","details":%s,"price":%s}""".formatted(
                            good.product, shop.id(), good.sku, details(good), money(good.price, shop)));
            good.onHand = RESTOCKED_BY;
            tell("InventoryItem", good.item, "inventory.InventoryItemCreated", "1", """
                    {"itemId":"%s","productId":"%s","storeId":"%s","onHand":%d,"lowStockThreshold":5}""".formatted(
                            good.item, good.product, shop.id(), good.onHand));
            at(moments.any(), () -> rename(good));
            at(moments.any(), () -> reprice(good, shop));
            at(moments.any(), () -> correct(good, -Math.min(good.available(), chance.nextInt(1, 4)), "broken"));
        });
    }

    private void rename(Good good) {
        good.name += chance.nextBoolean() ? ", improved" : ", \"new\"";
        good.category = "Category " + chance.nextInt(7);
        tell("Product", good.product, "catalog.ProductDetailsChanged", "1", """
                {"productId":"%s","details":%s}""".formatted(good.product, details(good)));
    }

    private void reprice(Good good, Shop shop) {
        good.price = Shop.price(chance, shop.currency().getDefaultFractionDigits());
        tell("Product", good.product, "catalog.ProductPriceChanged", "1", """
                {"productId":"%s","price":%s}""".formatted(
                        good.product, money(good.price, shop)));
    }

    private void correct(Good good, int change, String reason) {
        if (change != 0) {
            good.onHand += change;
            tell("InventoryItem", good.item, "inventory.StockAdjusted", "1", """
                    {"itemId":"%s","productId":"%s","change":%d,"onHand":%d,"reserved":%d,"reason":"%s"}""".formatted(
                            good.item, good.product, change, good.onHand, good.reserved, reason));
        }
    }

    private void place(Shop shop) {
        List<Line> lines = new ArrayList<>();
        int count = chance.nextInt(1, MOST_LINES + 1);
        for (int line = 0; line < count; line++) {
            Good good = shop.goods().get(chance.nextInt(shop.goods().size()));
            if (lines.stream().noneMatch(other -> other.good() == good)) {
                lines.add(new Line(good, chance.nextInt(1, MOST_UNITS + 1), good.price));
            }
        }
        UUID customer = shop.customers().get(chance.nextInt(shop.customers().size()));
        var order = new Order(Ids.random(chance), customer, shop, lines);
        lines.stream()
                .map(Line::good)
                .filter(good -> good.available() < RESTOCKED_BELOW)
                .forEach(good -> correct(good, RESTOCKED_BY, "delivery"));
        tell("Order", order.id, "order.OrderPlaced", "1", placed(order));
        soon(1, () -> lines.forEach(line -> reserve(order, line)));
        soon(
                2,
                () -> tell("Payment", order.payment, "payment.PaymentRequested", "1", """
                {"paymentId":"%s","orderId":"%s","customerId":"%s","amount":%s,"method":"pm_approve"}""".formatted(
                                order.payment, order.id, order.customer, money(order.total, shop))));
        if (chance.nextInt(100) < 4) {
            soon(3, () -> decline(order));
        } else {
            soon(chance.nextInt(3, 2_000), () -> confirm(order));
        }
    }

    private void reserve(Order order, Line line) {
        line.good().reserved += line.units();
        stock(order, line, "StockReserved", "");
    }

    private void decline(Order order) {
        tell("Payment", order.payment, "payment.PaymentDeclined", "1", """
                {"paymentId":"%s","orderId":"%s","code":"insufficient_funds"}""".formatted(order.payment, order.id));
        tell("Order", order.id, "order.OrderRejected", "1", """
                {"orderId":"%s","reason":"PAYMENT_DECLINED"}""".formatted(order.id));
        order.lines.forEach(line -> {
            Good good = line.good();
            good.reserved -= line.units();
            tell("InventoryItem", good.item, "inventory.StockReleased", "1", """
                    {"itemId":"%s","productId":"%s","orderId":"%s","units":%d,"onHand":%d,"reserved":%d,"reason":"payment-declined"}""".formatted(
                            good.item, good.product, order.id, line.units(), good.onHand, good.reserved));
        });
    }

    private void confirm(Order order) {
        tell("Payment", order.payment, "payment.PaymentCaptured", "1", """
                {"paymentId":"%s","orderId":"%s","amount":%s,"gatewayReference":"ch_1"}""".formatted(
                        order.payment, order.id, money(order.total, order.shop)));
        tell("Order", order.id, "order.OrderConfirmed", "2", """
                {"orderId":"%s","paymentId":"%s"}""".formatted(order.id, order.payment));
        order.lines.forEach(line -> {
            line.good().reserved -= line.units();
            line.good().onHand -= line.units();
            stock(order, line, "StockCommitted", "");
        });
        soon(1, () -> tellCustomer(order));
        int fate = chance.nextInt(100);
        if (fate < 4) {
            later(10, () -> cancel(order));
        } else if (fate < 10) {
            later(30, () -> refund(order, share(order)));
        } else if (fate < 13) {
            later(20, () -> refund(order, share(order)));
            later(60, () -> refund(order, order.total.subtract(order.refunded)));
        }
    }

    /** Within so many days, unless the year ends before. */
    private void later(int days, Runnable what) {
        Instant then = now.plusMillis(chance.nextLong(Duration.ofDays(days).toMillis()));
        if (then.isBefore(END.minusSeconds(1))) {
            at(then, what);
        }
    }

    /** A third or so of what is left, and not round. */
    private BigDecimal share(Order order) {
        BigDecimal left = order.total.subtract(order.refunded);
        long units = left.unscaledValue().longValueExact();
        return BigDecimal.valueOf(1 + chance.nextLong(Math.max(1, units / 2)), left.scale());
    }

    private void refund(Order order, BigDecimal amount) {
        if (amount.signum() > 0 && amount.compareTo(order.total.subtract(order.refunded)) <= 0) {
            giveBack(order, Ids.random(chance), amount, "not as described", List.of(), false);
        }
    }

    private void cancel(Order order) {
        tell("Order", order.id, "order.OrderCancelled", "1", """
                {"orderId":"%s","customerId":"%s","reason":"changed my mind"}""".formatted(order.id, order.customer));
        UUID refund = Ids.derived("cancellation-refund", order.id);
        giveBack(order, refund, order.total, "changed my mind", order.lines, true);
        order.lines.forEach(line -> {
            line.good().onHand += line.units();
            stock(order, line, "StockReturned", "\"refundId\":\"%s\",".formatted(refund));
        });
    }

    private void giveBack(
            Order order, UUID refund, BigDecimal amount, String reason, List<Line> returned, boolean cancelled) {
        order.refunded = order.refunded.add(amount);
        String given = money(amount, order.shop);
        String sum = money(order.refunded, order.shop);
        String back = String.join(
                ",",
                returned.stream()
                        .map(line ->
                                "{\"productId\":\"%s\",\"quantity\":%d}".formatted(line.good().product, line.units()))
                        .toList());
        tell("Order", order.id, "order.OrderRefundRequested", "1", """
                {"orderId":"%s","refundId":"%s","paymentId":"%s","amount":%s,"reason":"%s","returned":[%s]}""".formatted(
                        order.id, refund, order.payment, given, reason, back));
        tell("Payment", order.payment, "payment.PaymentRefundRequested", "1", """
                {"paymentId":"%s","orderId":"%s","refundId":"%s","amount":%s}""".formatted(
                        order.payment, order.id, refund, given));
        tell("Payment", order.payment, "payment.PaymentRefunded", "1", """
                {"paymentId":"%s","orderId":"%s","refundId":"%s","amount":%s,"captured":%s,"refunded":%s,"gatewayReference":"re_1"}""".formatted(
                        order.payment, order.id, refund, given, money(order.total, order.shop), sum));
        String status = cancelled
                ? "CANCELLED"
                : order.refunded.compareTo(order.total) == 0 ? "REFUNDED" : "PARTIALLY_REFUNDED";
        tell("Order", order.id, "order.OrderRefunded", "1", """
                {"orderId":"%s","customerId":"%s","refundId":"%s","amount":%s,"refunded":%s,"status":"%s"}""".formatted(
                        order.id, order.customer, refund, given, sum, status));
    }

    private void tellCustomer(Order order) {
        UUID mail = Ids.derived("notification", "ORDER_CONFIRMED", order.id);
        tell("Notification", mail, "notification.NotificationRequested", "1", """
                {"notificationId":"%s","recipientId":"%s","kind":"ORDER_CONFIRMED","orderId":"%s","reason":null}""".formatted(
                        mail, order.customer, order.id));
        tell("Notification", mail, "notification.NotificationSent", "1", """
                {"notificationId":"%s","orderId":"%s"}""".formatted(mail, order.id));
    }

    private void stock(Order order, Line line, String event, String more) {
        Good good = line.good();
        tell("InventoryItem", good.item, "inventory." + event, "1", """
                {"itemId":"%s","productId":"%s","orderId":"%s",%s"quantity":%d,"onHand":%d,"reserved":%d}""".formatted(
                        good.item, good.product, order.id, more, line.units(), good.onHand, good.reserved));
    }

    private void tell(String type, UUID aggregate, String event, String revision, String payload) {
        long sequence = numbers.merge(aggregate.toString(), 0L, (before, none) -> before + 1);
        listener.accept(
                new YearEvent(aggregate.toString(), sequence, type, "io.saler." + event, revision, payload, now));
    }

    private static String placed(Order order) {
        Shop shop = order.shop;
        String lines = String.join(
                ",",
                order.lines.stream()
                        .map(line -> """
                                {"productId":"%s","sku":"%s","name":%s,"quantity":%d,"unitPrice":%s,"total":%s}""".formatted(
                                        line.good().product,
                                        line.good().sku,
                                        text(line.good().name),
                                        line.units(),
                                        money(line.price(), shop),
                                        money(line.total(), shop)))
                        .toList());
        String zero = money(BigDecimal.ZERO, shop);
        String total = money(order.total, shop);
        return """
                {"orderId":"%s","customerId":"%s","storeId":"%s","lines":[%s],"totals":{"subtotal":%s,"discount":%s,"tax":%s,"shipping":%s,"total":%s},"paymentMethod":"pm_approve"}""".formatted(order.id, order.customer, shop.id(), lines, total, zero, zero, zero, total);
    }

    private static String details(Good good) {
        return """
                {"name":%s,"description":"","category":"%s","tags":[],"attributes":{}}""".formatted(text(good.name), good.category);
    }

    private static String text(String value) {
        return '"' + value.replace("\"", "\\\"") + '"';
    }

    private static String money(BigDecimal amount, Shop shop) {
        return "{\"amount\":\"%s\",\"currency\":\"%s\"}"
                .formatted(
                        amount.setScale(shop.currency().getDefaultFractionDigits())
                                .toPlainString(),
                        shop.currency());
    }
}
