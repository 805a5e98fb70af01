package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import io.saler.identity.IssueVerificationToken;
import io.saler.identity.UserId;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What people see who follow the link in a verification mail. */
class VerificationPageTest extends CommandSideTest {

    private static final String PASSWORD = "correct horse";

    private final EmailAddress email = someAddress();

    private String token() {
        UserId user =
                UserId.of(json(register(email, PASSWORD), 201).path("userId").asString());
        return commands.sendAndWait(new IssueVerificationToken(user));
    }

    private static String page(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("form-action 'self'");
        assertThat(answer.body()).contains("<html lang=\"en\">", "<h1>", "</html>");
        assertThat(answer.body()).doesNotContain("<script", "{title}", "{content}", "{token}");
        return answer.body();
    }

    @Test
    void theLinkLeadsToAButtonAndTheButtonVerifies() {
        String token = token();
        String form = page(get("/auth/verify?token=" + token), 200);
        assertThat(form)
                .contains("<form method=\"post\" action=\"/auth/verify\">")
                .contains("name=\"token\" value=\"" + token + "\"");
        page(get("/auth/verify?token=" + token), 200);
        problem(login(email, PASSWORD), 403, "email-unverified");
        assertThat(page(sendForm("/auth/verify", "token=" + token), 200)).contains("is verified");
        json(login(email, PASSWORD), 200);
        assertThat(page(sendForm("/auth/verify", "token=" + token), 400)).contains("not valid any more");
    }

    @Test
    void aLinkWithoutItsTokenIsNotValid() {
        assertThat(page(get("/auth/verify"), 400)).contains("not valid any more");
        assertThat(page(get("/auth/verify?token="), 400)).contains("not valid any more");
        assertThat(page(sendForm("/auth/verify", ""), 400)).contains("not valid any more");
    }

    @Test
    void nothingInTheLinkBecomesPartOfThePage() {
        assertThat(page(get("/auth/verify?token=%22%3E%3Cb%3E"), 200))
                .contains("value=\"&quot;&gt;&lt;b&gt;")
                .doesNotContain("<b>");
    }
}
