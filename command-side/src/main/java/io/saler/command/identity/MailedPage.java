package io.saler.command.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** The look of the pages that mailed links lead to. */
final class MailedPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final String page = read("mailed-page.html");
    private final String form;

    /** @param form the file with the form that posts the token */
    MailedPage(String form) {
        this.form = read(form);
    }

    private static String read(String name) {
        try {
            return new ClassPathResource(name, MailedPage.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new IllegalStateException("The page " + name + " is missing", missing);
        }
    }

    /** @param hint what was wrong the last time, or empty */
    ResponseEntity<String> form(HttpStatus status, String title, String token, String hint) {
        return text(
                status,
                title,
                form.replace("{hint}", HtmlUtils.htmlEscape(hint)).replace("{token}", HtmlUtils.htmlEscape(token)));
    }

    ResponseEntity<String> text(HttpStatus status, String title, String content) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .body(page.replace("{title}", title).replace("{content}", content));
    }
}
