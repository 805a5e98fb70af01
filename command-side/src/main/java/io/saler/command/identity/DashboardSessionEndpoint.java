package io.saler.command.identity;

import io.saler.failure.Failure;
import io.saler.gateway.access.BrowserCookies;
import io.saler.gateway.access.BrowserPaths;
import io.saler.gateway.access.PageScripts;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.gateway.problem.Problem;
import io.saler.gateway.problem.Problems;
import io.saler.identity.Actor;
import io.saler.identity.EmailAddress;
import io.saler.identity.Role;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Keeps the browsers of administrators signed in, by cookies. Its pages are elsewhere, so every answer leads to one of
 * them; what went wrong is named by its type, for the page to say it in the reader's language. A page renews its
 * session by a script, and whoever comes back later by a redirection: no other site can have a browser send the cookie,
 * so both may be a GET.
 */
@Hidden
@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class DashboardSessionEndpoint {

    private static final Logger log = LoggerFactory.getLogger(DashboardSessionEndpoint.class);

    private final SignIn signIn;
    private final Sessions sessions;
    private final BrowserCookies cookies;
    private final Problems problems;

    DashboardSessionEndpoint(SignIn signIn, Sessions sessions, BrowserCookies cookies, Problems problems) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookies = cookies;
        this.problems = problems;
    }

    @PostMapping(path = BrowserPaths.SESSION + "/sign-in", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> begin(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request) {
        String page = BrowserPaths.pageOrHome(to);
        try {
            SignIn.Tokens tokens = signIn.begin(new EmailAddress(email), password, Door.DASHBOARD, request);
            return leadTo(page, signedIn(tokens, request));
        } catch (RuntimeException refused) {
            String type = problems.explain(refused).type();
            return leadTo(BrowserPaths.signInAgain(page, type), List.of());
        }
    }

    @GetMapping(BrowserPaths.CONTINUE)
    ResponseEntity<Void> goOn(
            @CookieValue(name = BrowserCookies.SESSION, defaultValue = "") String token,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request) {
        String page = BrowserPaths.pageOrHome(to);
        boolean byScript = PageScripts.ask(request);
        try {
            List<ResponseCookie> renewed = signedIn(signIn.goOn(token, Door.DASHBOARD, request), request);
            return byScript
                    ? ResponseEntity.noContent()
                            .header(HttpHeaders.SET_COOKIE, texts(renewed))
                            .build()
                    : leadTo(page, renewed);
        } catch (Failure ended) {
            String signIn = BrowserPaths.signIn(page);
            // Browsers send no cookie with a link of another site: that none came does not say that there is none.
            List<ResponseCookie> signedOut = token.isEmpty() ? List.of() : cookies.signedOut(request);
            return byScript
                    ? ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                            .header(HttpHeaders.SET_COOKIE, texts(signedOut))
                            .header(PageScripts.SEND_PAGE, signIn)
                            .build()
                    : leadTo(signIn, signedOut);
        } catch (DataAccessException away) {
            // The session may well last; the next attempt will tell.
            Problem problem = problems.explain(away);
            return byScript
                    ? ResponseEntity.status(problem.status()).build()
                    : leadTo(BrowserPaths.signInAgain(page, problem.type()), List.of());
        }
    }

    @PostMapping(BrowserPaths.SESSION + "/sign-out")
    ResponseEntity<Void> end(
            @CookieValue(name = BrowserCookies.SESSION, defaultValue = "") String token, HttpServletRequest request) {
        try {
            // Who only knows the ids of a session cannot end it.
            signIn.goOn(token, Door.DASHBOARD, request);
            RefreshToken ended = RefreshToken.parse(token);
            sessions.end(ended.user(), ended.session());
            AuditLog.succeeded(Act.LOGOUT, ended.user(), Actor.user(Role.ADMIN, ended.user()));
        } catch (Failure endedBefore) {
            log.debug("Somebody signed out whose session had ended");
        } catch (DataAccessException away) {
            log.warn("A session could not be ended, and lasts until its month is over: {}", away.getMessage());
        }
        return leadTo(BrowserPaths.SIGN_IN_PAGE, cookies.signedOut(request));
    }

    private List<ResponseCookie> signedIn(SignIn.Tokens tokens, HttpServletRequest request) {
        RefreshToken refresh = tokens.refresh();
        return cookies.signedIn(
                tokens.access(), refresh == null ? null : refresh.text(), Door.DASHBOARD.tokensValidFor(), request);
    }

    private static ResponseEntity<Void> leadTo(String page, List<ResponseCookie> told) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, page)
                .header(HttpHeaders.SET_COOKIE, texts(told))
                .build();
    }

    private static String[] texts(List<ResponseCookie> told) {
        return told.stream().map(ResponseCookie::toString).toArray(String[]::new);
    }
}
