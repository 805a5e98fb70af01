package io.saler.saga.notification;

/** Where and by which name somebody is written to. */
record Contact(String email, String name) {

    /** Not who it is, so that nobody gets into a log. */
    @Override
    public String toString() {
        return "Contact";
    }
}
