package io.saler.saga.journal;

import org.springframework.util.StringUtils;

/** As much as somebody reads of what went wrong; whole texts can have every line of an order in them. */
final class FailureText {

    private static final int LONGEST = 500;

    private FailureText() {}

    static String of(String text) {
        return StringUtils.truncate(text, LONGEST);
    }
}
