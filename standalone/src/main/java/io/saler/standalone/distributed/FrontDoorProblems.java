package io.saler.standalone.distributed;

import io.saler.gateway.request.RequestId;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What the front door says itself, in the form in which everything behind it speaks: problem details (RFC 9457) with a
 * request id, and nothing for a browser to interpret.
 */
final class FrontDoorProblems extends ErrorHandler {

    private record Words(String type, String title, String detail) {}

    private static final Words MALFORMED = new Words("invalid-request", "Invalid request", "The request is malformed.");

    private static final Words FAILED =
            new Words("internal-error", "Internal error", "Something went wrong at the front door.");

    private static final Map<Integer, Words> WORDS = Map.of(
            HttpStatus.REQUEST_TIMEOUT_408,
            new Words("request-timeout", "Request timeout", "The request took too long to arrive."),
            HttpStatus.URI_TOO_LONG_414,
            new Words("uri-too-long", "Uri too long", "The request's address is too long."),
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
            new Words("headers-too-large", "Headers too large", "The request's headers are too large."),
            HttpStatus.NOT_IMPLEMENTED_501,
            new Words("not-implemented", "Not implemented", "The request uses a part of HTTP that is not spoken here."),
            HttpStatus.SERVICE_UNAVAILABLE_503,
            new Words(
                    "unavailable",
                    "Unavailable",
                    "A part of Saler does not answer just now. Nothing is wrong with the request."),
            HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505,
            new Words("version-not-supported", "Version not supported", "This version of HTTP is not spoken here."));

    private static final HttpFields SAFETY = HttpFields.from(
            new HttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            new HttpField("X-Content-Type-Options", "nosniff"),
            new HttpField(HttpHeader.CACHE_CONTROL, "no-store"));

    /** What Jetty cannot read or serve. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        answer(response.getStatus(), response, callback);
        return true;
    }

    static void answer(int status, Response response, Callback callback) {
        Words words = WORDS.getOrDefault(status, HttpStatus.isServerError(status) ? FAILED : MALFORMED);
        String requestId = RequestId.fresh();
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        SAFETY.forEach(headers::put);
        headers.put(RequestId.HEADER, requestId);
        headers.put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            headers.put(HttpHeader.RETRY_AFTER, "2");
        }
        Content.Sink.write(
                response,
                true,
                """
                {"type": "/problems/%s", "title": "%s", "status": %d, "detail": "%s", "requestId": "%s"}""".formatted(words.type(), words.title(), status, words.detail(), requestId),
                callback);
    }
}
