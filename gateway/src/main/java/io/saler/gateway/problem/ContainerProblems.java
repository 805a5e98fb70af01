package io.saler.gateway.problem;

import io.saler.gateway.request.RequestId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what the container caught: errors sent by filters, and exceptions that passed everybody else. */
@RestController
class ContainerProblems implements ErrorController {

    private final Problems problems;

    ContainerProblems(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<ProblemDocument> answer(HttpServletRequest request) {
        Problem problem = problem(request);
        String path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return ResponseEntity.status(problem.status())
                .headers(problems.headers(problem))
                .body(problems.document(problem, path == null ? request.getRequestURI() : path, RequestId.of(request)));
    }

    private Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return problems.explain(thrown);
        }
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? WebMapping.ofStatus(status)
                : WebMapping.ofStatus(404);
    }
}
