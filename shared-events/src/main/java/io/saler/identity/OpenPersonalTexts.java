package io.saler.identity;

import java.util.List;

/**
 * Asks the keeper of people's keys to read personal texts of events; answered with {@link OpenedTexts} in the same
 * order. The keys themselves are told to nobody.
 */
public record OpenPersonalTexts(List<Item> items) {

    public OpenPersonalTexts {
        items = List.copyOf(items);
    }

    /**
     * One text, and where it was found: elsewhere it cannot be opened.
     *
     * @param person whom it is about
     * @param field event and field, such as {@link UserRegistered#EMAIL}
     */
    public record Item(UserId person, String field, PersonalText text) {}
}
