package io.saler.axonserver.person;

import io.saler.identity.UserId;

/** What an event says of somebody is not what was once sealed. Asking again does not help. */
public final class DamagedText extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DamagedText(UserId person, String field) {
        super("%s of %s is damaged".formatted(field, person));
    }
}
