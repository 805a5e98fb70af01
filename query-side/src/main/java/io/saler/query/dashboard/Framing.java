package io.saler.query.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page what its frame needs. */
@ControllerAdvice(basePackageClasses = Framing.class)
class Framing {

    /** Stricter than what is said of other answers: nothing here is written into the pages but text. */
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    static final String FRAME = "frame";

    private final StaticFiles files;
    private final Words words;

    Framing(StaticFiles files, Words words) {
        this.files = files;
        this.words = words;
    }

    @ModelAttribute
    void frame(Model model, HttpServletRequest request, HttpServletResponse response, Locale language) {
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        response.addHeader(HttpHeaders.VARY, "Cookie, Accept-Language");
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken forms) {
            // Its cookie has to be set before the page begins to be written.
            forms.getToken();
        }
        model.addAttribute(FRAME, Frame.of(request, language));
        model.addAttribute("files", files);
        model.addAttribute("words", words);
    }
}
