package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;

/** A page's language: what somebody chose, or else what their browser prefers, or else English. */
final class Language implements LocaleResolver {

    static final String COOKIE = "saler-language";
    static final List<Locale> KNOWN = List.of(Locale.ENGLISH, Locale.of("ar"));

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (!request.getRequestURI().startsWith(BrowserPaths.HOME)) {
            return request.getLocale();
        }
        return chosen(request).or(() -> preferred(request)).orElse(Locale.ENGLISH);
    }

    private static Optional<Locale> chosen(HttpServletRequest request) {
        return Preferences.cookie(request, COOKIE).flatMap(Language::of);
    }

    private static Optional<Locale> preferred(HttpServletRequest request) {
        String wanted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        try {
            return wanted == null
                    ? Optional.empty()
                    : Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(wanted), KNOWN));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static Optional<Locale> of(String tag) {
        return KNOWN.stream().filter(known -> known.getLanguage().equals(tag)).findFirst();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("A language is chosen by a cookie");
    }
}
