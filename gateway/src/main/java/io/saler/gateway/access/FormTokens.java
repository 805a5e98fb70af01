package io.saler.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * Keeps the token of forms in a cookie, so that a form of one side can be sent to another. By HTTPS it has a name that
 * browsers take from nobody but Saler's own host, so that no neighbour in its domain can set one that it knows.
 */
final class FormTokens implements CsrfTokenRepository {

    private final BrowserCookies cookies;
    private final CsrfTokenRepository plain;
    private final CsrfTokenRepository bound;

    FormTokens(BrowserCookies cookies) {
        this.cookies = cookies;
        this.plain = named(BrowserCookies.FORM);
        this.bound = named(BrowserCookies.FORM_OF_HOST);
    }

    private CookieCsrfTokenRepository named(String name) {
        var repository = new CookieCsrfTokenRepository();
        repository.setCookieName(name);
        repository.setCookiePath("/");
        repository.setCookieCustomizer(cookies::restrict);
        return repository;
    }

    private CsrfTokenRepository of(HttpServletRequest request) {
        return cookies.areSecure(request) ? bound : plain;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return of(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        of(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return of(request).loadToken(request);
    }
}
