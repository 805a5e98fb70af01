package io.saler.command.identity;

import io.saler.identity.IdentityFailure.TokenInvalid;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the link of a verification mail leads. Only its button uses the token up, for mail programs follow links before
 * people do.
 */
@RestController
class VerificationPage {

    private final Verification verification;
    private final MailedPage page = new MailedPage("verification-form.html");

    VerificationPage(Verification verification) {
        this.verification = verification;
    }

    @ApiResponse(responseCode = "200", description = "A page with a button that posts the token")
    @ApiResponse(responseCode = "400", description = "A page that says that the link is not valid")
    @GetMapping(path = "/auth/verify", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> ask(@RequestParam(defaultValue = "") String token) {
        return token.isBlank() ? notValid() : page.form(HttpStatus.OK, "Verify your e-mail address", token, "");
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
        return page.text(
                HttpStatus.OK, "Your e-mail address is verified", "<p>You can close this page and sign in.</p>");
    }

    private ResponseEntity<String> notValid() {
        return page.text(
                HttpStatus.BAD_REQUEST,
                "This link is not valid any more",
                "<p>It works once, within a day, and only the link in the newest mail does."
                        + " If you have used it already, your address is verified and you can sign in.</p>");
    }
}
