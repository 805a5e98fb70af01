package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpMethod;

/**
 * What surrounds each page.
 *
 * @param page where this page is, to come back to it
 * @param theme {@code light}, {@code dark}, or empty for as the browser has it
 * @param undone whether it is shown instead of what a form was to do, since nobody was signed in any more
 */
record Frame(String language, String direction, String theme, String page, boolean undone, List<Place> places) {

    /** A page that the navigation leads to. */
    record Place(String name, String path, boolean here) {}

    private static final List<Place> ALL = List.of(
            new Place("overview", BrowserPaths.HOME, false),
            new Place("sagas", SagaListPage.PATH, false),
            new Place("reports", ReportPage.PATH, false),
            new Place("projections", ProjectionPages.PATH, false),
            new Place("dead-letters", DeadLetterPage.PATH, false),
            new Place("events", EventPages.PATH, false));

    static Frame of(HttpServletRequest request, Locale language) {
        String path = request.getRequestURI();
        return new Frame(
                language.getLanguage(),
                language.getLanguage().equals("ar") ? "rtl" : "ltr",
                Preferences.theme(request),
                page(request),
                request.getParameter(BrowserPaths.UNDONE) != null,
                ALL.stream()
                        .map(place -> new Place(place.name(), place.path(), isAt(path, place.path())))
                        .toList());
    }

    /** As a link would lead to it: not what a form was sent to, nor where a request was passed on to. */
    private static String page(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return BrowserPaths.HOME;
        }
        boolean passedOn = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null;
        Object path = passedOn ? request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) : request.getRequestURI();
        Object query =
                passedOn ? request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING) : request.getQueryString();
        return BrowserPaths.pageOrHome(path + (query == null ? "" : withoutNews("?" + query)));
    }

    /** What was done is not to be said once more. */
    private static String withoutNews(String query) {
        return query.replaceAll("(?<=[?&])(?:un)?done=[^&]*(?:&|$)", "").replaceFirst("[?&]$", "");
    }

    /** The same around a page that is shown in answer to its form. */
    Frame at(String page) {
        return new Frame(language, direction, theme, page, undone, places);
    }

    /** All are below the first, which has no page of its own further down. */
    private static boolean isAt(String path, String place) {
        return path.equals(place) || (!place.equals(BrowserPaths.HOME) && path.startsWith(place + "/"));
    }
}
