package io.saler.axonserver.migration;

/**
 * A table whose rows are moved.
 *
 * @param name qualified by its schema, and quoted where SQL asks for it
 * @param columns those that are not computed from others, as SQL lists them
 * @param rows the query for what is moved, in these columns
 */
record MovedTable(String name, String columns, String rows) {

    static MovedTable whole(Catalogue.Table table) {
        return new MovedTable(
                table.name(),
                String.join(", ", table.columns()),
                "SELECT " + String.join(", ", table.columns()) + " FROM " + table.name());
    }

    /** The query for everything that is in the table of this name, wherever it is asked. */
    String content() {
        return "SELECT " + columns + " FROM " + name;
    }
}
