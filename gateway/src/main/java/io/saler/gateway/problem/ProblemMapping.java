package io.saler.gateway.problem;

import org.jspecify.annotations.Nullable;

/**
 * Explains one family of exceptions to clients. Beans of this type are asked in their order; the first that answers is
 * heard. What nobody can explain is an internal error.
 */
@FunctionalInterface
public interface ProblemMapping {

    /** Returns the problem behind {@code thrown}, or null when it belongs to another family. */
    @Nullable
    Problem explain(Throwable thrown);
}
