package io.saler.value;

/** How many units are wanted or moved: 1 to 1,000,000. Anything else throws {@link InvalidValue}. */
public record Quantity(int units) {

    public static final int MAXIMUM = 1_000_000;

    public Quantity {
        if (units < 1 || units > MAXIMUM) {
            throw new InvalidValue("A quantity is a whole number from 1 to %,d".formatted(MAXIMUM));
        }
    }

    public Quantity plus(Quantity other) {
        return new Quantity(Math.addExact(units, other.units));
    }

    @Override
    public String toString() {
        return Integer.toString(units);
    }
}
