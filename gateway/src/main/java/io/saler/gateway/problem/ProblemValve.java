package io.saler.gateway.problem;

import io.saler.gateway.request.RequestId;
import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.header.HeaderWriter;

/**
 * Answers what Tomcat refuses before any filter sees it, such as a request line with characters that are not allowed.
 */
final class ProblemValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

    /** Tomcat has one status for all that it cannot read; only its words tell what was too long. */
    private static final String TOO_LARGE =
            StringManager.getManager(Http11InputBuffer.class).getString("iib.requestheadertoolarge.error");

    private static final String TOO_MANY =
            withoutArguments(StringManager.getManager(MimeHeaders.class).getString("headers.maxCountFail"));

    private final Problems problems;
    private final List<HeaderWriter> headers;

    ProblemValve(Problems problems, List<HeaderWriter> headers) {
        this.problems = problems;
        this.headers = headers;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = WebMapping.ofStatus(status(request, response));
        String id = RequestId.fresh();
        try {
            response.setStatus(problem.status().value());
            response.setHeader(RequestId.HEADER, id);
            headers.forEach(each -> each.writeHeaders(request, response));
            problems.headers(problem).forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
            byte[] body = problems.bytes(problems.document(problem, null, id));
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException clientHasGone) {
            log.debug("Nobody was there to read the answer {}", problem.type(), clientHasGone);
        }
    }

    private static int status(Request request, Response response) {
        if (response.getStatus() == HttpStatus.BAD_REQUEST.value()
                && request.getCoyoteRequest().getAttribute(RequestDispatcher.ERROR_EXCEPTION)
                        instanceof Throwable refused) {
            String why = String.valueOf(refused.getMessage());
            if (why.startsWith(TOO_MANY)) {
                return HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.value();
            }
            if (why.equals(TOO_LARGE)) {
                return request.getCoyoteRequest().protocol().isNull()
                                || request.getCoyoteRequest().requestURI().isNull()
                        ? HttpStatus.URI_TOO_LONG.value()
                        : HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.value();
            }
        }
        return response.getStatus();
    }

    private static String withoutArguments(String message) {
        int argument = message.indexOf('{');
        return argument < 0 ? message : message.substring(0, argument);
    }
}
