package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;

/**
 * What surrounds each page.
 *
 * @param page where this page is, to come back to it
 * @param theme {@code light}, {@code dark}, or empty for as the browser has it
 */
record Frame(String language, String direction, String theme, String page, List<Place> places) {

    /** A page that the navigation leads to. */
    record Place(String name, String path, boolean here) {}

    private static final List<Place> ALL = List.of(
            new Place("overview", BrowserPaths.HOME, false),
            new Place("sagas", SagaListPage.PATH, false),
            new Place("projections", ProjectionPages.PATH, false),
            new Place("dead-letters", DeadLetterPage.PATH, false),
            new Place("events", EventPages.PATH, false));

    static Frame of(HttpServletRequest request, Locale language) {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        return new Frame(
                language.getLanguage(),
                language.getLanguage().equals("ar") ? "rtl" : "ltr",
                Preferences.theme(request),
                BrowserPaths.pageOrHome(path + (query == null ? "" : "?" + query)),
                ALL.stream()
                        .map(place -> new Place(place.name(), place.path(), isAt(path, place.path())))
                        .toList());
    }

    /** All are below the first, which has no page of its own further down. */
    private static boolean isAt(String path, String place) {
        return path.equals(place) || (!place.equals(BrowserPaths.HOME) && path.startsWith(place + "/"));
    }
}
