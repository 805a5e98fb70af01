package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.saler.command.CommandSideTest;
import io.saler.identity.EmailAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

class FirstStartTest extends CommandSideTest {

    private static final Path PASSWORD = DATA.resolve("admin-password");

    @Autowired
    private AdminAccount admin;

    @Test
    void thereIsAnAdministratorWhosePasswordOnlyTheOwnerCanRead() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(PASSWORD)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(DATA)) {
            assertThat(files).containsExactly(PASSWORD);
        }
        var pair = json(
                login(
                        new EmailAddress("admin@localhost"),
                        Files.readString(PASSWORD).strip()),
                200);
        var token = SignedJWT.parse(pair.path("accessToken").asString());
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("ADMIN");
    }

    @Test
    void theNextStartChangesNothing() throws Exception {
        String password = Files.readString(PASSWORD);
        long events = events();
        admin.run(new DefaultApplicationArguments());
        assertThat(events()).isEqualTo(events);
        assertThat(Files.readString(PASSWORD)).isEqualTo(password);
    }

    private long events() {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from axon.domain_event")
                .mapTo(Long.class)
                .one());
    }
}
