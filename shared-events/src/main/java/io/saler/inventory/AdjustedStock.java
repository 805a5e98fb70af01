package io.saler.inventory;

/** Stock as a correction has left it, and the version it has now. */
public record AdjustedStock(StockLevel level, long version) {}
