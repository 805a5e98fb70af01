package io.saler.query.generation;

import org.jdbi.v3.core.Handle;

/** Tells what is to be read at the moment. */
public final class ActiveGeneration {

    private static final String ACTIVE = """
            select generation.number, generation.version,
                pg_try_advisory_xact_lock_shared(hashtext('query.generation'), hashtext(name || '@' || active)) as kept
            from query.generated_model join query.generation on model = name and number = active
            where name = :model""";

    /** A generation that is being dropped is not the active one when it is asked for again. */
    private static final int ATTEMPTS = 3;

    private ActiveGeneration() {}

    /**
     * Returns the generation to read until the transaction ends: it is there for as long, whatever is switched to
     * meanwhile. Not to be remembered beyond that.
     *
     * @throws IllegalStateException outside of a transaction
     */
    public static Generation of(Handle handle, String model) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("A generation is read in a transaction, or it could be dropped meanwhile");
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Found found = handle.createQuery(ACTIVE)
                    .bind("model", model)
                    .map((row, context) -> new Found(
                            new Generation(model, row.getInt("number"), row.getInt("version")), row.getBoolean("kept")))
                    .one();
            if (found.kept()) {
                return found.generation();
            }
        }
        throw new IllegalStateException("The active generation of %s is being dropped".formatted(model));
    }

    private record Found(Generation generation, boolean kept) {}
}
