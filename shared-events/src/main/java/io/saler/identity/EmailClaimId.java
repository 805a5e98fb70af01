package io.saler.identity;

/**
 * Identifies the claim on one e-mail address, so that of any number of people who claim the same address at once, the
 * event store itself refuses all but one. It is derived from the address with a secret of the command side: nobody else
 * can tell whose address it is, not even by trying all that there are.
 */
public record EmailClaimId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
