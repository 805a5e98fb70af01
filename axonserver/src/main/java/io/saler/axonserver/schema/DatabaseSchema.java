package io.saler.axonserver.schema;

/**
 * A PostgreSQL schema that one room owns. Declared as a bean, it is migrated before anything uses it.
 *
 * @param name the schema's name, which its tables' names are qualified with
 * @param location where on the class path its Flyway migrations are
 */
public record DatabaseSchema(String name, String location) {}
