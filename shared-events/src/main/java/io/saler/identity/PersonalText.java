package io.saler.identity;

/**
 * Something personal that an event says of somebody, such as their name. Events are kept for ever, people may ask to be
 * forgotten: so it is {@link Sealed} with a key of that person, which is destroyed when they are erased. That a field
 * of an event has this type is all that marks it as personal. Never shown by {@link #toString()}.
 */
public sealed interface PersonalText {

    /**
     * Can be read by whoever has the person's key.
     *
     * @param envelope the ciphertext and all that is needed to open it but the key, in Base64
     */
    record Sealed(String envelope) implements PersonalText {

        @Override
        public String toString() {
            return "[sealed]";
        }
    }

    /** As it was stored before there were keys. Nothing writes it any more. */
    record Plain(String text) implements PersonalText {

        @Override
        public String toString() {
            return "[personal]";
        }
    }
}
