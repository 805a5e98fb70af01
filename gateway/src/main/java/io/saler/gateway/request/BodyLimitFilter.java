package io.saler.gateway.request;

import io.saler.gateway.problem.BodyTooLarge;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies above a size, by their announced length at once, and while reading when none is announced; and those
 * that take too long to arrive, or say of themselves that they are of any kind.
 */
final class BodyLimitFilter extends OncePerRequestFilter {

    private final long limit;
    private final Duration patience;
    private final Problems problems;

    BodyLimitFilter(long limit, Duration patience, Problems problems) {
        this.limit = limit;
        this.patience = patience;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            problems.answer(problems.explain(new BodyTooLarge(limit)), request, response);
            return;
        }
        String type = request.getContentType();
        if (type != null && type.indexOf('*') >= 0) {
            problems.answer(
                    Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "unsupported-media-type",
                            "A body has one format, and not a range of formats."),
                    request,
                    response);
            return;
        }
        chain.doFilter(new Limited(request, limit, patience), response);
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final long limit;
        private final Duration patience;

        Limited(HttpServletRequest request, long limit, Duration patience) {
            super(request);
            this.limit = limit;
            this.patience = patience;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedInputStream(super.getInputStream(), limit, patience);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }
}
