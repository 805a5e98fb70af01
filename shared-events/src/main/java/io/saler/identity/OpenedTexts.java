package io.saler.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link OpenPersonalTexts} asked for, in the same order. */
public record OpenedTexts(List<Opened> texts) {

    public OpenedTexts {
        texts = List.copyOf(texts);
    }

    /** What has become of a personal text. */
    public enum State {
        READABLE,
        /** The person was erased, and nobody can read it any more. */
        ERASED,
        /** It is not what was sealed for this person and this place. */
        DAMAGED
    }

    /** @param text what it says; null unless it is readable */
    public record Opened(State state, @Nullable String text) {

        public static Opened readable(String text) {
            return new Opened(State.READABLE, text);
        }

        public static Opened erased() {
            return new Opened(State.ERASED, null);
        }

        public static Opened damaged() {
            return new Opened(State.DAMAGED, null);
        }

        @Override
        public String toString() {
            return state.toString();
        }
    }
}
