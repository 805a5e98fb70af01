package io.saler.inventory;

/** Units of one product: physically on hand, promised to orders of these, and free to sell. */
public record StockLevel(int onHand, int reserved) {

    public int available() {
        return onHand - reserved;
    }
}
