package io.saler.gateway.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the pages for administrators are, and where a browser signs in to them. The pages are the query side's; only
 * the command side knows passwords, so its paths keep browsers signed in.
 */
public final class BrowserPaths {

    public static final String HOME = "/admin/dashboard";
    public static final String SIGN_IN_PAGE = HOME + "/sign-in";
    public static final String PROBLEM_PAGE = HOME + "/problem";
    public static final String SESSION = "/auth/dashboard";
    public static final String CONTINUE = SESSION + "/continue";

    /** A parameter of pages that somebody is led to instead of what their form was to do. */
    public static final String UNDONE = "undone";

    private static final int LONGEST = 2_000;
    private static final Pattern PAGE = Pattern.compile(Pattern.quote(HOME) + "(?:[/?][\\x21-\\x7e&&[^\\\\]]*)?");

    /** In any spelling that a browser takes for it. */
    private static final Pattern UPWARDS = Pattern.compile("^[^?]*(?:\\.\\.|%2e|%5c)", Pattern.CASE_INSENSITIVE);

    private BrowserPaths() {}

    /**
     * The page that somebody wants to come back to, or the first of all when it is none: a link must not lead anywhere
     * else.
     */
    public static String pageOrHome(@Nullable String wanted) {
        return wanted != null && isPage(wanted) ? wanted : HOME;
    }

    private static boolean isPage(String wanted) {
        return wanted.length() <= LONGEST
                && PAGE.matcher(wanted).matches()
                && !UPWARDS.matcher(wanted).find()
                && !wanted.startsWith(SIGN_IN_PAGE);
    }

    /** Where to sign in for a page. */
    public static String signIn(String page) {
        return SIGN_IN_PAGE + "?to=" + encoded(page);
    }

    /** Where to sign in for a page, and why that did not succeed before. */
    public static String signInAgain(String page, String failure) {
        return signIn(page) + "&failure=" + encoded(failure);
    }

    /** Where a browser is sent on to a page when its session still lasts, and to sign in otherwise. */
    public static String goOn(String page) {
        return CONTINUE + "?to=" + encoded(page);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
