package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Where administrators sign in; the form goes to the command side, which knows passwords. */
@Controller
class SignInPage {

    private static final String FROM_ANOTHER_SITE = "cross-site";

    @GetMapping(BrowserPaths.SIGN_IN_PAGE)
    String show(
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) @Nullable String failure,
            @RequestHeader(name = "Sec-Fetch-Site", required = false) @Nullable String from,
            Model model,
            HttpServletResponse response) {
        String page = BrowserPaths.pageOrHome(to);
        if (FROM_ANOTHER_SITE.equals(from) && failure == null) {
            // Whoever follows a link in a mail may well be signed in: the browser says so only from a page of ours.
            model.addAttribute("again", BrowserPaths.goOn(page));
            return "arrival";
        }
        model.addAttribute("to", page);
        model.addAttribute("failure", failure);
        if (failure != null) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        }
        return "sign-in";
    }
}
