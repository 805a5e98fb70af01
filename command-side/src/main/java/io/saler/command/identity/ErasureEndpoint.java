package io.saler.command.identity;

import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.access.RecentlyErased;
import io.saler.gateway.audit.Act;
import io.saler.gateway.audit.AuditLog;
import io.saler.gateway.limit.LoginAttempts;
import io.saler.gateway.openapi.Refuses;
import io.saler.identity.EraseUser;
import io.saler.identity.UserId;
import io.saler.value.InvalidValue;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Has people forgotten, at their own wish or an administrator's. When it has answered, the account is gone and nobody
 * can read any more what events say of them; what other rooms have written down follows within moments.
 */
@RestController
class ErasureEndpoint {

    @Schema(example = """
            {"password": "correct horse battery"}""")
    record Confirmation(@NotNull String password) {

        @Override
        public String toString() {
            return "Confirmation";
        }
    }

    @Schema(example = """
            {"reason": "wrote to us"}""")
    record Instruction(@NotBlank @Size(max = 200) String reason) {}

    private final CommandGateway commands;
    private final PasswordChanges passwords;
    private final LoginAttempts attempts;
    private final RecentlyErased erased;

    ErasureEndpoint(
            CommandGateway commands,
            PasswordChanges passwords,
            LoginAttempts attempts,
            @Qualifier("erasedHere") RecentlyErased erased) {
        this.commands = commands;
        this.passwords = passwords;
        this.attempts = attempts;
        this.erased = erased;
    }

    /** Asks for the password once more: a token that was left behind somewhere is not enough for what is for ever. */
    @PostMapping("/users/me/erase")
    @Refuses({HttpStatus.FORBIDDEN, HttpStatus.CONFLICT})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void eraseMe(@Valid @RequestBody Confirmation confirmation, CurrentUser caller, HttpServletRequest request) {
        String account = caller.id().toString();
        attempts.begin(account, request.getRemoteAddr());
        passwords.prove(caller.id(), confirmation.password());
        attempts.succeeded(account, request.getRemoteAddr());
        erase(caller.id(), null);
    }

    @PostMapping("/admin/users/{userId}/erase")
    @Refuses(HttpStatus.CONFLICT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void eraseSomebody(@PathVariable UserId userId, @Valid @RequestBody Instruction instruction) {
        erase(userId, InvalidValue.line("reason", "A reason", instruction.reason(), 1, 200));
    }

    private void erase(UserId person, @Nullable String reason) {
        commands.sendAndWait(new EraseUser(person, reason), 10, TimeUnit.SECONDS);
        erased.lookAgain();
        AuditLog.succeeded(Act.ACCOUNT_ERASED, person);
    }
}
