package io.saler.demo.replay;

import org.jspecify.annotations.Nullable;

/** How the rows of a table differ in the new read model, as Saler answers it. */
record TableDifference(
        String table,
        long rows,
        long builtRows,
        long onlyActive,
        long onlyBuilt,
        @Nullable Long firstPosition) {}
