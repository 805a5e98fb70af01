package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.request.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Says why a page cannot be shown. Requests are passed on to it with the problem; nobody asks for it. */
@Controller
class ProblemPage {

    @RequestMapping(BrowserPaths.PROBLEM_PAGE)
    String show(HttpServletRequest request, HttpServletResponse response, Model model) {
        Problem problem = request.getAttribute(Problem.class.getName()) instanceof Problem given
                ? given
                : Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing here.");
        problem.headers().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        response.setStatus(problem.status().value());
        model.addAttribute("problem", problem);
        model.addAttribute("requestId", RequestId.of(request));
        return "problem";
    }
}
