package io.saler.demo.assortment;

/** A product file cannot be read; the message names the line and what is wrong there. */
public final class MalformedProductFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    MalformedProductFile(String what) {
        super(what);
    }

    MalformedProductFile(String what, Throwable cause) {
        super(what, cause);
    }
}
