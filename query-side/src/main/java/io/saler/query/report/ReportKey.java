package io.saler.query.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What tells a question from all others, apart from the data that it is about. */
final class ReportKey {

    private static final int BYTES = 16;

    /** In no parameter, so that no two of them can look like others together. */
    private static final String BETWEEN = "\0";

    private ReportKey() {}

    /** @param form tells the forms of a report apart */
    static String of(Report<?> report, ReportRequest request, String form) {
        Buckets buckets = request.buckets();
        String asked = String.join(
                BETWEEN,
                form,
                buckets.from().toString(),
                buckets.to().toString(),
                buckets.granularity().text(),
                buckets.zone().getId(),
                request.before() == null ? "" : "compared",
                said(request.asOf()),
                said(request.product()),
                said(request.category()),
                Integer.toString(request.limit()));
        return "%s:%s:%s".formatted(request.storeId(), report.name(), digest(asked));
    }

    /** Nothing is not the same as text that is empty, or that says so. */
    private static String said(@Nullable Object value) {
        return value == null ? "" : "=" + value;
    }

    private static String digest(String asked) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
