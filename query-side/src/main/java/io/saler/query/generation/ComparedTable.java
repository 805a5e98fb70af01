package io.saler.query.generation;

/**
 * A table whose rows have to be the same in two generations, apart from columns that only one of them has.
 *
 * @param name without a schema
 * @param position the column that tells which event each row is from, by its position in the event store: so rows can
 *     be compared up to an event that both generations have handled
 */
public record ComparedTable(String name, String position) {}
