package io.saler.command.identity;

import io.saler.identity.IdentityFailure.TokenInvalid;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Where the link of a verification mail leads. Only its button uses the token up, for mail programs follow links before
 * people do.
 */
@RestController
class VerificationPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final Verification verification;
    private final String page = read("verification.html");
    private final String form = read("verification-form.html");

    VerificationPage(Verification verification) {
        this.verification = verification;
    }

    private static String read(String name) {
        try {
            return new ClassPathResource(name, VerificationPage.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new IllegalStateException("The page " + name + " is missing", missing);
        }
    }

    @ApiResponse(responseCode = "200", description = "A page with a button that posts the token")
    @ApiResponse(responseCode = "400", description = "A page that says that the link is not valid")
    @GetMapping(path = "/auth/verify", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> ask(@RequestParam(defaultValue = "") String token) {
        return token.isBlank()
                ? notValid()
                : answer(
                        HttpStatus.OK,
                        "Verify your e-mail address",
                        form.replace("{token}", HtmlUtils.htmlEscape(token)));
    }

    @ApiResponse(responseCode = "200", description = "A page that says that the address is verified")
    @ApiResponse(responseCode = "400", description = "A page that says that the link is not valid any more")
    @PostMapping(
            path = "/auth/verify",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> verify(@RequestParam(defaultValue = "") String token) {
        try {
            verification.verify(token);
        } catch (TokenInvalid notAnyMore) {
            return notValid();
        }
        return answer(HttpStatus.OK, "Your e-mail address is verified", "<p>You can close this page and sign in.</p>");
    }

    private ResponseEntity<String> notValid() {
        return answer(
                HttpStatus.BAD_REQUEST,
                "This link is not valid any more",
                "<p>It works once, within a day, and only the link in the newest mail does."
                        + " If you have used it already, your address is verified and you can sign in.</p>");
    }

    private ResponseEntity<String> answer(HttpStatus status, String title, String content) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .body(page.replace("{title}", title).replace("{content}", content));
    }
}
