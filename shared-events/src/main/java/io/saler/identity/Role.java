package io.saler.identity;

/** What somebody may do in principle; whose things they may do it to is decided per thing. */
public enum Role {
    CUSTOMER,
    MERCHANT,
    ADMIN
}
