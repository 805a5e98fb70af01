package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import io.saler.identity.IssuePasswordResetToken;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What people see who follow the link in a mail for a new password. */
class PasswordResetPageTest extends CommandSideTest {

    private final EmailAddress email = someAddress();

    private String token() {
        return commands.sendAndWait(new IssuePasswordResetToken(somebody(email, "correct horse")));
    }

    private static String page(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.body())
                .contains("<html lang=\"en\">", "<h1>", "</html>")
                .doesNotContain("<script", "{title}", "{content}", "{token}", "{hint}");
        return answer.body();
    }

    @Test
    void theLinkLeadsToAFormThatSetsThePassword() {
        String token = token();
        assertThat(page(get("/auth/password/reset?token=" + token), 200))
                .contains("<form method=\"post\" action=\"/auth/password/reset\">")
                .contains("name=\"token\" value=\"" + token + "\"")
                .contains("autocomplete=\"new-password\"");
        String refused = page(sendForm("/auth/password/reset", "token=" + token + "&password=password"), 400);
        assertThat(refused).contains("breaches").contains("value=\"" + token + "\"");
        assertThat(page(sendForm("/auth/password/reset", "token=" + token + "&password=another+horse"), 200))
                .contains("password is set");
        json(login(email, "another horse"), 200);
        assertThat(page(get("/auth/password/reset?token=" + token), 400)).contains("not valid any more");
        assertThat(page(sendForm("/auth/password/reset", "token=" + token + "&password=third+horse"), 400))
                .contains("not valid any more");
    }

    @Test
    void aLinkThatIsMadeUpIsNotValid() {
        for (String query : new String[] {"", "?token=", "?token=%22%3E%3Cb%3E"}) {
            assertThat(page(get("/auth/password/reset" + query), 400))
                    .contains("not valid any more")
                    .doesNotContain("<b>");
        }
    }
}
