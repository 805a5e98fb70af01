package io.saler.demo.client;

/** Saler has taken the order down and will see to it; what becomes of it is read with {@link SalerClient#order}. */
public record AcceptedOrder(String orderId, String status) {}
