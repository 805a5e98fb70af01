package io.saler.axonserver.migration;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A checksum over rows in any order, since a table has none and two databases may sort differently: the sum of the
 * rows' SHA-256, of which the last 256 bits count.
 */
final class RowsChecksum {

    private static final BigInteger LIMIT = BigInteger.TWO.pow(256);

    private final MessageDigest digest;
    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    RowsChecksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java has SHA-256", missing);
        }
    }

    void add(byte[] row) {
        sum = sum.add(new BigInteger(1, digest.digest(row))).mod(LIMIT);
        rows++;
    }

    TableContent content() {
        return new TableContent(rows, "%064x".formatted(sum));
    }
}
