package io.saler.identity;

/** By which address and name somebody is known to others. */
public record Person(String email, String name) {

    /** Stands for everybody who was erased. Mail to its domain leads nowhere (RFC 2606). */
    public static final Person ERASED = new Person("erased@erased.invalid", "Erased person");

    /** Not who it is, so that nobody gets into a log. */
    @Override
    public String toString() {
        return "Person";
    }
}
