package io.saler.command.identity;

import io.saler.command.identity.MailedTokens.Purpose;
import io.saler.identity.IdentityFailure.PasswordRefused;
import io.saler.identity.IdentityFailure.TokenInvalid;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the link of a mail for a new password leads. Looking at it does not use the token up. */
@RestController
class PasswordResetPage {

    private static final String TITLE = "Set a new password";

    private final PasswordChanges changes;
    private final MailedTokens tokens;
    private final MailedPage page = new MailedPage("password-form.html");

    PasswordResetPage(PasswordChanges changes, MailedTokens tokens) {
        this.changes = changes;
        this.tokens = tokens;
    }

    @ApiResponse(responseCode = "200", description = "A page that asks for the new password")
    @ApiResponse(responseCode = "400", description = "A page that says that the link is not valid any more")
    @GetMapping(path = "/auth/password/reset", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> ask(@RequestParam(defaultValue = "") String token) {
        return tokens.owner(Purpose.PASSWORD_RESET, token).isEmpty()
                ? notValid()
                : page.form(HttpStatus.OK, TITLE, token, "");
    }

    @ApiResponse(responseCode = "200", description = "A page that says that the password is set")
    @ApiResponse(responseCode = "400", description = "A page that says why the password or the link was refused")
    @PostMapping(
            path = "/auth/password/reset",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> reset(
            @RequestParam(defaultValue = "") String token, @RequestParam(defaultValue = "") String password) {
        try {
            changes.reset(token, password);
        } catch (TokenInvalid notAnyMore) {
            return notValid();
        } catch (PasswordRefused refused) {
            return page.form(
                    HttpStatus.BAD_REQUEST, TITLE, token, refused.details().message());
        }
        return page.text(
                HttpStatus.OK,
                "Your new password is set",
                "<p>You can close this page and sign in. You have been signed out everywhere.</p>");
    }

    private ResponseEntity<String> notValid() {
        return page.text(
                HttpStatus.BAD_REQUEST,
                "This link is not valid any more",
                "<p>It works once, within an hour, and only the link in the newest mail does."
                        + " You can ask for another mail where you sign in.</p>");
    }
}
