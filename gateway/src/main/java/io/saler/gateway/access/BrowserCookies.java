package io.saler.gateway.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * The cookies by which the browser of an administrator is recognised. No script can read them, no other site has them
 * sent, and each is sent only where it is needed: the access token to the pages, what continues the session to whoever
 * keeps sessions. They are sent by HTTPS alone when Saler is reached by it. Safe for use by many threads.
 */
public final class BrowserCookies {

    /** Continues the session; to be looked at below {@link BrowserPaths#SESSION} only. */
    public static final String SESSION = "saler-session";

    static final String ACCESS = "saler-access";
    static final String FORM = "saler-form";
    static final String FORM_OF_HOST = "__Host-saler-form";

    private static final String STRICT = "Strict";

    private final boolean publicByHttps;

    BrowserCookies(String publicUrl) {
        this.publicByHttps = publicUrl.startsWith("https:");
    }

    /**
     * What a browser is told that is signed in from now on.
     *
     * @param session null when nothing but the access token could be had
     * @param valid how long the access token is
     */
    public List<ResponseCookie> signedIn(
            String accessToken, @Nullable String session, Duration valid, HttpServletRequest request) {
        ResponseCookie access = cookie(ACCESS, accessToken, BrowserPaths.HOME, request)
                .maxAge(valid)
                .build();
        return session == null
                ? List.of(access)
                : List.of(
                        access,
                        cookie(SESSION, session, BrowserPaths.SESSION, request).build());
    }

    /** What a browser is told that is not signed in any more. */
    public List<ResponseCookie> signedOut(HttpServletRequest request) {
        return List.of(
                cookie(ACCESS, "", BrowserPaths.HOME, request).maxAge(0).build(),
                cookie(SESSION, "", BrowserPaths.SESSION, request).maxAge(0).build());
    }

    static Optional<String> access(HttpServletRequest request) {
        Cookie[] sent = request.getCookies();
        return sent == null
                ? Optional.empty()
                : Arrays.stream(sent)
                        .filter(cookie -> cookie.getName().equals(ACCESS))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isEmpty())
                        .findFirst();
    }

    boolean areSecure(HttpServletRequest request) {
        return publicByHttps || request.isSecure();
    }

    /** For a cookie that somebody else makes, who has seen whether its request came by HTTPS. */
    void restrict(ResponseCookie.ResponseCookieBuilder cookie) {
        cookie.sameSite(STRICT);
        if (publicByHttps) {
            cookie.secure(true);
        }
    }

    private ResponseCookie.ResponseCookieBuilder cookie(
            String name, String value, String path, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .path(path)
                .httpOnly(true)
                .secure(areSecure(request))
                .sameSite(STRICT);
    }
}
