package io.saler.saga.notification;

import io.saler.order.OrderLine;
import io.saler.order.OrderView;
import io.saler.order.ShipmentView;
import io.saler.payment.PaymentView;
import io.saler.value.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A mail's wording, as plain text and as HTML that says the same.
 *
 * @param links the lines whose whole content is to be clickable
 */
record MailText(String subject, List<String> lines, List<String> links) {

    MailText {
        lines = List.copyOf(lines);
        links = List.copyOf(links);
    }

    static MailText verification(String name, String link) {
        return new MailText(
                "Please verify your e-mail address",
                List.of(
                        "Hello %s,".formatted(name),
                        "",
                        "please open this link to verify your e-mail address. It works once, for 24 hours:",
                        link,
                        "",
                        "If you have not registered with us, ignore this mail."),
                List.of(link));
    }

    static MailText passwordReset(String name, String link) {
        return new MailText(
                "Set a new password",
                List.of(
                        "Hello %s,".formatted(name),
                        "",
                        "please open this link to set a new password. It works once, for an hour:",
                        link,
                        "",
                        "If you have not asked for this, ignore this mail: your password stays as it is."),
                List.of(link));
    }

    static MailText orderConfirmed(String name, OrderView order) {
        return order("Order %s is confirmed", name, order, List.of("thank you: your order is paid and confirmed."));
    }

    static MailText orderRejected(String name, OrderView order, @Nullable String reason) {
        return order("Order %s could not be fulfilled", name, order, List.of(inWords(reason)));
    }

    static MailText orderShipped(String name, OrderView order, ShipmentView shipment) {
        return order(
                "Order %s is on its way",
                name,
                order,
                List.of(
                        "your order is on its way.",
                        "",
                        "Carrier: %s".formatted(shipment.carrier()),
                        "Tracking number: %s".formatted(shipment.trackingNumber())));
    }

    static MailText orderCancelled(String name, OrderView order) {
        PaymentView payment = order.payment();
        boolean paid = payment != null
                && !payment.captured().equals(Money.zero(order.total().currency()));
        return order(
                "Order %s is cancelled",
                name,
                order,
                List.of(
                        paid
                                ? "your order is cancelled. What you have paid for it is given back to you."
                                : "your order is cancelled. You have not been charged.",
                        "",
                        "given-up-by-administrator".equals(order.reason())
                                ? "We are sorry: we cannot fulfil it."
                                : "Reason: %s".formatted(order.reason())));
    }

    static MailText orderRefunded(String name, OrderView order, PaymentView payment) {
        return order(
                "Money back for order %s",
                name,
                order,
                List.of("we have given money back to you: of the %s that you paid for this order, %s by now."
                        .formatted(payment.captured(), payment.refunded())));
    }

    private static MailText order(String subject, String name, OrderView order, List<String> news) {
        var lines = new ArrayList<String>();
        lines.add("Hello %s,".formatted(name));
        lines.add("");
        lines.addAll(news);
        lines.add("");
        lines.add("Order %s".formatted(order.orderId()));
        for (OrderLine line : order.lines()) {
            lines.add("%s × %s (%s) at %s: %s"
                    .formatted(line.quantity(), line.name(), line.sku(), line.unitPrice(), line.total()));
        }
        lines.add("Total: %s".formatted(order.total()));
        return new MailText(subject.formatted(order.orderId()), lines, List.of());
    }

    private static String inWords(@Nullable String reason) {
        return switch (reason) {
            case "insufficient-stock" ->
                "we are sorry: not enough units were available for your order. You have not been charged.";
            case "payment-declined" ->
                "we are sorry: your payment was declined, so your order has ended. You have not been charged.";
            case "payment-timeout" ->
                "we are sorry: your payment was not made in time, so your order has ended. You have not been charged.";
            case "reservation-timeout" ->
                "we are sorry: we could not set your order's units aside in time. You have not been charged.";
            case "given-up-by-administrator" ->
                "we are sorry: we cannot fulfil your order, so it has ended. You have not been charged.";
            case null, default -> "we are sorry: your order could not be fulfilled. You have not been charged.";
        };
    }

    String plain() {
        return String.join("\n", lines) + "\n";
    }

    String html() {
        return lines.stream()
                .map(this::html)
                .collect(Collectors.joining(
                        "<br>\n", "<!DOCTYPE html>\n<html lang=\"en\"><body><p>\n", "\n</p></body></html>\n"));
    }

    private String html(String line) {
        String escaped = HtmlUtils.htmlEscape(line, "UTF-8");
        return links.contains(line) ? "<a href=\"%s\">%s</a>".formatted(escaped, escaped) : escaped;
    }
}
