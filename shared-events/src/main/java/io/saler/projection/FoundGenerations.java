package io.saler.projection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generations of a read model that are there, the newest first.
 *
 * @param name of the read model
 * @param version of its definition, which a generation that is built now would have
 */
public record FoundGenerations(String name, int version, List<Generation> generations) {

    public FoundGenerations {
        generations = List.copyOf(generations);
    }

    /**
     * One of them.
     *
     * @param version of the definition that it was made from
     * @param processor which handles the events for it
     * @param deadLetters how many events are parked
     * @param position up to where it was compared with the one that was read then; null unless it was
     * @param comparison by table; empty unless it was compared
     */
    public record Generation(
            int number,
            int version,
            State state,
            String processor,
            long deadLetters,
            Instant startedAt,
            @Nullable Long position,
            List<TableComparison> comparison) {

        public Generation {
            comparison = List.copyOf(comparison);
        }
    }

    /** What a generation is there for. */
    public enum State {
        /** It is what is read. */
        ACTIVE,
        /** It was read before, and is fed so that it can be read again. */
        PREVIOUS,
        BUILDING,
        COMPARING,
        UNDECIDED,
        DROPPING
    }

    /**
     * The rows of a table in both generations, up to a common event.
     *
     * @param rows how many the generation has that was read
     * @param builtRows how many the new one has
     * @param onlyActive rows that only the one that was read has
     * @param onlyBuilt rows that only the new one has
     * @param firstPosition of the first event that such a row is from
     * @param columns that only one of them has, which are not compared
     */
    public record TableComparison(
            String table,
            long rows,
            long builtRows,
            String checksum,
            String builtChecksum,
            long onlyActive,
            long onlyBuilt,
            @Nullable Long firstPosition,
            List<String> columns) {

        public TableComparison {
            columns = List.copyOf(columns);
        }
    }
}
