package io.saler.query.generation;

/**
 * One of the generations of a read model.
 *
 * @param model the read model's name
 * @param number counts from 1, and is never used again
 * @param version of the definition that its tables were made from
 */
public record Generation(String model, int number, int version) {

    /** The PostgreSQL schema that has its tables; needs no quotes. */
    public String schema() {
        return model + "_" + number;
    }

    /** The event processor that fills it. */
    public String processor() {
        return model + "@" + number;
    }

    static boolean isProcessorOf(String model, String processor) {
        return processor.startsWith(model + "@");
    }
}
