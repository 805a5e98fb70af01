package io.saler.gateway.problem;

import io.saler.gateway.request.RequestId;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * Answers what Tomcat refuses before any filter sees it, such as a request line with characters that are not allowed.
 */
final class ProblemValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemValve.class);

    private final Problems problems;

    ProblemValve(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = WebMapping.ofStatus(response.getStatus());
        String id = RequestId.fresh();
        try {
            response.setHeader(RequestId.HEADER, id);
            HttpHeaders headers = problems.headers(problem);
            headers.forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
            byte[] body = problems.bytes(problems.document(problem, null, id));
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException clientHasGone) {
            log.debug("Nobody was there to read the answer {}", problem.type(), clientHasGone);
        }
    }
}
