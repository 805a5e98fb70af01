package io.saler.gateway;

import static io.saler.gateway.access.AccessRule.anyone;
import static io.saler.gateway.access.AccessRule.inRole;
import static io.saler.gateway.access.AccessRule.signedIn;
import static io.saler.gateway.access.AccessRule.unseen;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.axoniq.axonserver.connector.ErrorCategory;
import io.saler.catalog.ProductId;
import io.saler.catalog.Sku;
import io.saler.failure.FailureDetails;
import io.saler.failure.FailureKind;
import io.saler.gateway.access.AccessRules;
import io.saler.gateway.access.CurrentUser;
import io.saler.gateway.access.LoopbackOnly;
import io.saler.gateway.page.Cursor;
import io.saler.gateway.page.Limit;
import io.saler.gateway.page.Page;
import io.saler.gateway.problem.Problems;
import io.saler.identity.IdentityFailure;
import io.saler.identity.Role;
import io.saler.identity.UserId;
import io.saler.value.InvalidValue;
import io.saler.value.Money;
import io.saler.value.Quantity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** A small shop that goes wrong in every possible way. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({TestShop.Shop.class, TestCommands.class, TestCommands.Commands.class, TestKeys.class, TestKeys.Endpoints.class
})
class TestShop {

    record Line(@NotNull ProductId productId, @NotNull Quantity quantity) {}

    record Basket(
            @NotBlank @Size(max = 20) String name,
            @NotNull List<@NotNull @Valid Line> lines,
            @Nullable Money total,
            int count,
            @Nullable Currency currency,
            @Nullable Instant at,
            @Nullable Boolean gift,
            @Nullable Role role,
            @Nullable Sku sku,
            @Nullable Map<@Size(max = 3) String, @NotNull String> labels) {}

    @Bean
    JWKSource<SecurityContext> keys() {
        return new ImmutableJWKSet<>(new JWKSet(Tokens.KEY));
    }

    @Bean
    AccessRules shopAccess() {
        return AccessRules.of(
                anyone(POST, "/baskets"),
                anyone(POST, "/text"),
                anyone(GET, "/users/{userId}"),
                anyone(GET, "/list"),
                anyone(GET, "/checked"),
                anyone(GET, "/maybe"),
                anyone(GET, "/throws/{what}"),
                anyone(GET, "/leads/nowhere"),
                unseen(GET, "/unseen"),
                anyone(GET, "/local/thing"),
                signedIn(GET, "/me"),
                signedIn(POST, "/commands"),
                inRole(GET, "/admin/thing", Role.ADMIN));
    }

    @Bean
    FilterRegistrationBean<LoopbackOnly> localShop(Problems problems) {
        return LoopbackOnly.at(problems, "/local/*");
    }

    @RestController
    static class Shop {

        @GetMapping("/local/thing")
        String local() {
            return "for this machine";
        }

        @PostMapping("/baskets")
        Basket echo(@Valid @RequestBody Basket basket) {
            return basket;
        }

        @PostMapping(path = "/text", consumes = "text/plain", produces = "text/plain")
        String text(@RequestBody String text) {
            return text;
        }

        @GetMapping("/users/{userId}")
        UserId user(@PathVariable UserId userId) {
            return userId;
        }

        @GetMapping("/list")
        Page<Integer> list(Limit limit, @RequestParam(required = false) @Nullable String after) {
            int from = Cursor.read(after, Integer.class).orElse(-1);
            List<Integer> rows = IntStream.range(from + 1, 120)
                    .limit(limit.andOneMore())
                    .boxed()
                    .toList();
            return Page.of(rows, limit, row -> row);
        }

        @GetMapping("/checked")
        String checked(
                @RequestParam @Min(3) int size,
                @RequestParam(required = false) @Nullable UserId user,
                @RequestHeader(name = "X-Thing", required = false) @Nullable @Size(max = 3) String thing) {
            return "ok";
        }

        @GetMapping("/maybe")
        Map<String, Object> maybe(@Nullable CurrentUser user) {
            return Map.of("known", user != null);
        }

        @GetMapping("/unseen")
        Map<String, Object> unseen(@Nullable CurrentUser user) {
            return Map.of("known", user != null);
        }

        @GetMapping("/me")
        CurrentUser me(CurrentUser user) {
            return user;
        }

        @GetMapping("/admin/thing")
        String admin() {
            return "secret";
        }

        @GetMapping("/forgotten")
        String forgotten() {
            return "nobody may see this";
        }

        @GetMapping("/throws/{what}")
        CompletableFuture<ResponseEntity<String>> fail(@PathVariable String what) throws Exception {
            throw switch (what) {
                case "failure" -> new IdentityFailure.EmailTaken();
                case "credentials" -> new IdentityFailure.BadCredentials();
                case "command" ->
                    new CompletionException(new CommandExecutionException(
                            "no",
                            null,
                            new FailureDetails(FailureKind.CONFLICT, "sku-taken", "Taken.", Map.of("sku", "A-1"))));
                case "query" ->
                    new QueryExecutionException(
                            "no",
                            null,
                            new FailureDetails(FailureKind.NOT_FOUND, "order-unknown", "There is none.", Map.of()));
                case "outdated" ->
                    new CommandExecutionException(
                            "no", null, new FailureDetails(FailureKind.OUTDATED, "version-outdated", "Old.", Map.of()));
                case "value" -> new InvalidValue("A quantity is positive");
                case "value-at" -> InvalidValue.at("lines/0", "A line is a line");
                case "value-in-command" ->
                    new CompletionException(new CommandExecutionException(
                            "no", null, FailureDetails.of(InvalidValue.at("stock", "Stock is a number"))));
                case "raced" -> new ConcurrencyException("io.saler.Secret");
                case "redis" -> new RedisSystemException("io.saler.Secret", new IOException("Connection reset"));
                case "no-database" ->
                    new CannotGetJdbcConnectionException("jdbc:postgresql://secret", new SQLException());
                case "lost-database" -> new DataAccessResourceFailureException("org.postgresql.Something");
                case "lost-statement" ->
                    new JdbcException("Failed to create a SQL statement", new SQLException("Connection is closed"));
                case "lost-commit" ->
                    new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
                case "database-in-command" ->
                    new CommandExecutionException(
                            "x", new RuntimeException(new SQLTransientConnectionException("gone")));
                case "shutdown-state" -> new IllegalStateException(new SQLException("terminating", "57P01"));
                case "connection-state" -> new IllegalStateException(new SQLException("refused", "08006"));
                case "axon-server" ->
                    new CompletionException(new AxonServerException("AXONIQ-4003", "io.saler.Secret is away"));
                case "axon-server-connection" ->
                    new CompletionException(new io.axoniq.axonserver.connector.AxonServerException(
                            ErrorCategory.COMMAND_DISPATCH_ERROR, "io.saler.Secret is away", "client"));
                case "no-handler" -> new NoHandlerForCommandException("io.saler.Secret");
                case "timeout" -> new TimeoutException("io.saler.Secret");
                case "status" -> new ResponseStatusException(HttpStatus.GONE, "It was here once.");
                case "error" -> throw new StackOverflowError("io.saler.Secret");
                default -> new IllegalStateException("io.saler.secret.Internals at Secret.java:42");
            };
        }
    }
}
