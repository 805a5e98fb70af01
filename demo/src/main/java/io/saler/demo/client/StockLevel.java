package io.saler.demo.client;

/** Units of one product: physically there, promised to orders, and free to sell. */
public record StockLevel(String productId, int onHand, int reserved, int available) {}
