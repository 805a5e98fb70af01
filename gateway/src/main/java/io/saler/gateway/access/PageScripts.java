package io.saler.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How the scripts of pages ask (htmx): for a part of their page, so that they cannot follow to another one; but an
 * answer can send the whole page there.
 */
public final class PageScripts {

    /** The header by which an answer sends the whole page somewhere. */
    public static final String SEND_PAGE = "HX-Redirect";

    private static final String BY_SCRIPT = "HX-Request";
    private static final String PAGE_OF_SCRIPT = "HX-Current-URL";

    private PageScripts() {}

    /** Whether a script asks, not somebody who follows a link or sends a form. */
    public static boolean ask(HttpServletRequest request) {
        return request.getHeader(BY_SCRIPT) != null;
    }

    /** The page that a script is of, or the first of all when it does not say so. */
    static String page(HttpServletRequest request) {
        return BrowserPaths.pageOrHome(pathAndQuery(request.getHeader(PAGE_OF_SCRIPT)));
    }

    private static @Nullable String pathAndQuery(@Nullable String url) {
        try {
            URI address = url == null ? null : URI.create(url);
            return address == null
                    ? null
                    : address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
