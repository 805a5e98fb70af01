package io.saler.axonserver.migration;

import java.util.List;

/**
 * What a move of state has led to. Nothing of it was kept when it {@linkplain #isComplete() is not complete}.
 *
 * @param sides each with its database
 */
public record StateMigrationOutcome(List<SideOutcome> sides) {

    /**
     * What a side was given.
     *
     * @param side its name
     * @param copied whether by this run; an earlier one otherwise
     * @param tables everything that was moved
     * @param positions where its processors go on
     */
    public record SideOutcome(
            String side, boolean copied, List<TableOutcome> tables, List<ProcessorPosition> positions) {}

    /** A table as it was and, read back, as it is now. */
    public record TableOutcome(String table, TableContent source, TableContent destination) {

        public boolean isEqual() {
            return source.equals(destination);
        }
    }

    /** Whether every table arrived as it was. */
    public boolean isComplete() {
        return sides.stream().flatMap(side -> side.tables().stream()).allMatch(TableOutcome::isEqual);
    }
}
