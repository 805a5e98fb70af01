package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How somebody wants to see the pages, kept by their browser: the language, and whether light or dark. */
@Controller
class Preferences {

    static final String PATH = BrowserPaths.HOME + "/preferences";

    private static final String THEME_COOKIE = "saler-theme";
    private static final Set<String> THEMES = Set.of("light", "dark");
    private static final Duration KEPT_FOR = Duration.ofDays(365);

    /** What is neither is as the browser has it, and takes the cookie away. */
    @PostMapping(PATH)
    ResponseEntity<Void> prefer(
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String theme,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request) {
        var answer =
                ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, BrowserPaths.pageOrHome(to));
        if (language != null) {
            boolean known = Language.of(language).isPresent();
            answer.header(HttpHeaders.SET_COOKIE, kept(Language.COOKIE, known ? language : "", request));
        }
        if (theme != null) {
            answer.header(HttpHeaders.SET_COOKIE, kept(THEME_COOKIE, THEMES.contains(theme) ? theme : "", request));
        }
        return answer.build();
    }

    private static String kept(String name, String value, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .path(BrowserPaths.HOME)
                .maxAge(value.isEmpty() ? Duration.ZERO : KEPT_FOR)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .build()
                .toString();
    }

    /** {@code light}, {@code dark}, or empty for as the browser has it. */
    static String theme(HttpServletRequest request) {
        return cookie(request, THEME_COOKIE).filter(THEMES::contains).orElse("");
    }

    static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] sent = request.getCookies();
        return sent == null
                ? Optional.empty()
                : Arrays.stream(sent)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
