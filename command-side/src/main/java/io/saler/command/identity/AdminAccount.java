package io.saler.command.identity;

import io.saler.identity.Actor;
import io.saler.identity.EmailAddress;
import io.saler.identity.IdentityFailure.EmailTaken;
import io.saler.identity.IdentityFailure.UserUnknown;
import io.saler.identity.RegisterUser;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.identity.VerifyEmail;
import io.saler.value.Id;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Sees to it at every start that there is an administrator. Their id is derived from their address, and each step can
 * be repeated, so neither a crash in between nor several processes starting at once do any harm.
 */
@Component
class AdminAccount implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(AdminAccount.class);
    private static final String NAME = "Administrator";
    private static final MetaData ORIGIN =
            MetaData.with(Actor.KEY, Actor.system("first-start").toString());

    private final Accounts accounts;
    private final Registration registration;
    private final CommandGateway commands;
    private final EmailClaims claims;
    private final EmailAddress email;
    private final String givenPassword;
    private final AdminPasswordFile passwordFile;

    AdminAccount(
            Accounts accounts,
            Registration registration,
            CommandGateway commands,
            EmailClaims claims,
            PasswordRules rules,
            @Value("${saler.admin.email:admin@localhost}") String email,
            @Value("${saler.admin.password:}") String givenPassword,
            @Value("${saler.data-dir:.saler}") String dataDirectory) {
        this.accounts = accounts;
        this.registration = registration;
        this.commands = commands;
        this.claims = claims;
        this.email = new EmailAddress(email);
        this.givenPassword = givenPassword;
        this.passwordFile = new AdminPasswordFile(Path.of(dataDirectory));
        if (!givenPassword.isEmpty()) {
            rules.check("saler.admin.password", givenPassword, this.email, NAME);
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        UserId admin = new UserId(Id.derived("admin", email.normalised()));
        Optional<Account> holder = accounts.of(email);
        if (holder.isEmpty()) {
            create(admin);
            holder = accounts.of(email);
        }
        if (holder.isEmpty() && claims.isOf(admin, email)) {
            // Registered by a process that was killed before the table knew; it will hear of this as well.
            send(new VerifyEmail(admin));
        } else if (holder.isEmpty() || !holder.get().userId().equals(admin)) {
            log.warn("The administrator's address belongs to somebody else, or its owner was erased");
        } else if (!holder.get().verified()) {
            send(new VerifyEmail(admin));
        }
    }

    private void create(UserId admin) {
        String password = givenPassword.isEmpty() ? passwordFile.readOrCreate() : givenPassword;
        try {
            registration.register(new RegisterUser(admin, email, NAME, Role.ADMIN), password, ORIGIN);
            log.info("There is an administrator now");
        } catch (EmailTaken byAnotherProcess) {
            log.debug("Another process was faster to register the administrator");
        } catch (UserUnknown erased) {
            log.debug("The administrator was erased, and whoever was erased does not come back");
        }
    }

    private void send(Object command) {
        commands.sendAndWait(GenericCommandMessage.asCommandMessage(command).andMetaData(ORIGIN), 10, TimeUnit.SECONDS);
    }
}
