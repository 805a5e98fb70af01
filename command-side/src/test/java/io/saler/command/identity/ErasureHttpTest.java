package io.saler.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.saler.axonserver.person.RegisteredPeople;
import io.saler.command.CommandSideTest;
import io.saler.identity.Actor;
import io.saler.identity.EmailAddress;
import io.saler.identity.EraseUser;
import io.saler.identity.IssueVerificationToken;
import io.saler.identity.OpenPersonalTexts;
import io.saler.identity.OpenPersonalTexts.Item;
import io.saler.identity.OpenedTexts;
import io.saler.identity.OpenedTexts.Opened;
import io.saler.identity.PersonalText;
import io.saler.identity.RegisterUser;
import io.saler.identity.Role;
import io.saler.identity.UserErased;
import io.saler.identity.UserId;
import io.saler.identity.UserRegistered;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

class ErasureHttpTest extends CommandSideTest {

    private static final String PASSWORD = "correct horse";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final EmailAddress email = someAddress();

    @Autowired
    private Registration registration;

    @Autowired
    private AccountProjection accounts;

    @Autowired
    private Accounts accountTable;

    @Autowired
    private PersonKeys keys;

    @Autowired
    private Credentials credentials;

    @Autowired
    private PasswordRules rules;

    @Autowired
    private EmailClaims claims;

    @Autowired
    private EventStore events;

    @Autowired
    private QueryGateway queries;

    @Autowired
    private StringRedisTemplate redis;

    @Test
    void nothingPersonalIsLeftOfWhoeverWasErased() {
        String name = "Zenobia " + UUID.randomUUID();
        UserId user = UserId.of(
                json(register(email, PASSWORD, name), 201).path("userId").asString());
        verify(user);
        JsonNode pair = json(login(email, PASSWORD), 200);
        String store = store(pair.path("accessToken").asString());
        json(
                post(
                        "/stores",
                        "{\"name\": \"Cups\", \"currency\": \"EUR\"}",
                        "Authorization",
                        "Bearer " + pair.path("accessToken").asString(),
                        "Idempotency-Key",
                        "once"),
                201);
        commands.sendAndWait(new IssueVerificationToken(user));
        assertThat(rowsWith(email.value())).containsExactly("command.account");
        assertThat(rowsWith(name)).containsExactly("command.account");
        assertThat(rowsWith("user " + user)).contains("gateway.idempotent_request");

        assertThat(erase(pair, PASSWORD).statusCode()).isEqualTo(204);

        assertThat(rowsWith(email.value())).isEmpty();
        assertThat(rowsWith(name)).isEmpty();
        assertThat(rowsWith(user.toString()))
                .as("what remains under an id that leads to nobody")
                .doesNotContain("command.account", "command.credential", "command.verification_token");
        assertThat(keys.of(user)).isEmpty();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(rowsWith("user " + user)).isEmpty();
            assertThat(sessionsOf(user)).isEmpty();
        });
        assertThat(count("select count(*) from command.store where store_id = '%s' and owner_id = '%s'"
                        .formatted(store, user)))
                .as("what they have opened stays open")
                .isOne();
    }

    @Test
    void theKeysOfTheirStoresDoNotWorkAnyMore() {
        UserId user = somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);
        String owner = pair.path("accessToken").asString();
        String store = store(owner);
        String key = json(post("/stores/" + store + "/api-keys", """
                                {"name": "server", "kind": "SECRET", "scopes": ["products:write"]}""", bearer(owner)), 201)
                .path("key")
                .asString();
        String product = """
                {"storeId": "%s", "sku": "%s", "name": "Tea", "category": "drinks",
                 "price": {"amount": "3.50", "currency": "EUR"}}""";
        json(post("/products", product.formatted(store, "BEFORE"), bearer(key)), 201);

        assertThat(erase(pair, PASSWORD).statusCode()).isEqualTo(204);

        await().atMost(SOON)
                .untilAsserted(() -> problem(
                        post("/products", product.formatted(store, "AFTER"), bearer(key)), 401, "api-key-invalid"));
    }

    @Test
    void nobodySignsInAndNoTokenWorksAnyMore() {
        somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);
        assertThat(openStore(pair).statusCode()).isEqualTo(201);

        assertThat(erase(pair, PASSWORD).statusCode()).isEqualTo(204);

        problem(login(email, PASSWORD), 401, "bad-credentials");
        problem(
                post("/auth/refresh", "{\"refreshToken\": %s}".formatted(pair.path("refreshToken"))),
                401,
                "session-invalid");
        HttpResponse<String> refused = openStore(pair);
        problem(refused, 401, "unauthenticated");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        problem(erase(pair, PASSWORD), 401, "unauthenticated");
    }

    @Test
    void thePasswordIsAskedForOnceMore() {
        UserId user = somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);

        problem(erase(pair, PASSWORD + "!"), 403, "wrong-password");
        blames(post("/users/me/erase", "{}", bearer(pair.path("accessToken").asString())), "/password");
        problem(post("/users/me/erase", "{\"password\": \"%s\"}".formatted(PASSWORD)), 401, "unauthenticated");

        json(login(email, PASSWORD), 200);
        assertThat(erasuresOf(user)).isZero();
    }

    @Test
    void guessingThePasswordIsSlowed() {
        UserId user = somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);
        HttpResponse<String> answer = erase(pair, "a wrong guess");
        int guesses = 1;
        // One more is allowed every few seconds, so on a slow machine it takes more than ten.
        while (answer.statusCode() == 403 && guesses < 100) {
            answer = erase(pair, "a wrong guess");
            guesses++;
        }

        problem(answer, 429, "too-many-requests");
        assertThat(erasuresOf(user)).isZero();
    }

    @Test
    void theAddressCanBeRegisteredAgainBySomebodyNew() {
        UserId before = erased(email);

        UserId after = somebody(new EmailAddress(email.value().toUpperCase()), "another horse");

        assertThat(after).isNotEqualTo(before);
        json(login(email, "another horse"), 200);
        problem(login(email, PASSWORD), 401, "bad-credentials");
        problem(register(email, PASSWORD), 409, "email-taken");
    }

    @Test
    void ofManyAtOnceOneGetsTheFreedAddress() {
        erased(email);

        List<HttpResponse<String>> answers = atOnce(8, attempt -> register(email, PASSWORD + attempt));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        answers.stream()
                .filter(answer -> answer.statusCode() != 201)
                .forEach(answer -> problem(answer, 409, "email-taken"));
        assertThat(count("select count(*) from command.account where email = '%s'".formatted(email)))
                .isOne();
        assertThat(count("select count(*) from command.person_key k where key is not null and not exists"
                        + " (select from command.account a where a.user_id = k.user_id)"))
                .as("keys of people who were not registered after all")
                .isZero();
    }

    @Test
    void whoeverErasesThemselvesTwiceAtOnceIsErasedOnce() {
        UserId user = somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);

        List<HttpResponse<String>> answers = atOnce(4, attempt -> erase(pair, PASSWORD));

        assertThat(answers).extracting(HttpResponse::statusCode).contains(204).isSubsetOf(Set.of(204, 401, 409));
        assertThat(erasuresOf(user)).isOne();
        commands.sendAndWait(new EraseUser(user, null));
        assertThat(erasuresOf(user)).isOne();
    }

    @Test
    void anOrderPlacedAtTheSameMomentEitherGoesOnOrIsRefused() {
        String merchant = somebodysToken();
        String store = store(merchant);
        String product = product(store, merchant);
        UserId user = somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);
        String order = "{\"storeId\": \"%s\", \"lines\": [{\"productId\": \"%s\", \"quantity\": 1}], \"paymentMethod\":"
                        .formatted(store, product)
                + " \"pm_approve\"}";

        List<HttpResponse<String>> answers = atOnce(
                7,
                attempt -> attempt == 3
                        ? erase(pair, PASSWORD)
                        : post("/orders", order, bearer(pair.path("accessToken").asString())));

        assertThat(answers.get(3).statusCode()).isEqualTo(204);
        assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(Set.of(202, 204, 401));
        assertThat(count("select count(*) from axon.domain_event where payloadType like '%%.OrderPlaced' and"
                        .concat(" convert_from(payload, 'UTF8') like '%%%s%%'".formatted(user))))
                .isEqualTo(answers.stream()
                        .filter(answer -> answer.statusCode() == 202)
                        .count());
    }

    /** Between the event's commit and that of the tables, on Axon Server, which are two; or a backup was restored. */
    @Test
    void whatIsLeftAfterACrashGoesWhenTheEventIsSeenAgain() {
        UserId user = erased(email);
        var registered =
                (UserRegistered) events.readEvents(user.toString()).next().getPayload();
        jdbi.useHandle(handle -> {
            handle.execute(
                    "update command.person_key set key = ?, erased_at = null where user_id = ?",
                    PersonKey.random().bytes(),
                    user.value());
            handle.execute(
                    "insert into command.account (user_id, email, name, role) values (?, ?, 'Ada', 'CUSTOMER')",
                    user.value(),
                    email.value());
        });
        credentials.keep(user, "a hash");

        accounts.on(new UserErased(user, null));

        assertThat(rowsWith(email.value())).isEmpty();
        assertThat(credentials.of(user)).isEmpty();
        assertThat(keys.of(user)).isEmpty();
        accounts.on(registered);
        assertThat(count("select count(*) from command.account where user_id = '%s'".formatted(user)))
                .as("a registration that is seen once more")
                .isZero();
    }

    @Test
    void aKeyThatWasDestroyedDoesNotComeBack() {
        UserId user = erased(email);
        var again = new RegisterUser(user, email, "Ada", Role.CUSTOMER);

        assertThatThrownBy(() -> registration.register(again, PASSWORD, MetaData.emptyInstance()))
                .hasMessageContaining("no such user");
        assertThat(keys.of(user)).isEmpty();
        assertThat(count("select count(*) from command.account where user_id = '%s'".formatted(user)))
                .isZero();
    }

    @Test
    void withoutRedisPeopleAreErasedAllTheSame() {
        UserId user = somebody(email, PASSWORD);
        JsonNode pair = json(login(email, PASSWORD), 200);
        stopRedis();
        try {
            assertThat(erase(pair, PASSWORD).statusCode()).isEqualTo(204);
            problem(login(email, PASSWORD), 401, "bad-credentials");
            problem(openStore(pair), 401, "unauthenticated");
        } finally {
            startRedis();
        }
        UserId next = erased(someAddress());
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            // Time does not pass by itself here, and a lost Redis is left alone for a second.
            clock.forward(Duration.ofSeconds(2));
            assertThat(sessionsOf(next))
                    .as("what comes after it is done as well")
                    .isEmpty();
            assertThat(sessionsOf(user)).isEmpty();
        });
    }

    @Test
    void anAdministratorErasesSomebodyForAReason() {
        UserId user = somebody(email, PASSWORD);
        String customer = json(login(email, PASSWORD), 200).path("accessToken").asString();
        String admin = administrator();
        String path = "/admin/users/%s/erase".formatted(user);

        problem(post(path, "{\"reason\": \"mine\"}", bearer(customer)), 403, "forbidden");
        problem(post(path, "{\"reason\": \"nobody's\"}"), 401, "unauthenticated");
        blames(post(path, "{\"reason\": \" \"}", bearer(admin)), "/reason");
        blames(post(path, "{\"reason\": \"two\\nlines\"}", bearer(admin)), "/reason");
        problem(
                post("/admin/users/%s/erase".formatted(UUID.randomUUID()), "{\"reason\": \"x\"}", bearer(admin)),
                404,
                "not-found");
        assertThat(erasuresOf(user)).isZero();

        assertThat(post(path, "{\"reason\": \"asked by letter\"}", bearer(admin))
                        .statusCode())
                .isEqualTo(204);

        problem(login(email, PASSWORD), 401, "bad-credentials");
        assertThat(count("select count(*) from axon.domain_event where aggregateIdentifier = '%s'".formatted(user)
                        + " and convert_from(payload, 'UTF8') like '%asked by letter%'"))
                .isOne();
    }

    @Test
    void thereIsAlwaysAnAdministrator() {
        String admin = administrator();
        String path = "/admin/users/%s/erase".formatted(adminId());

        problem(post(path, "{\"reason\": \"tired\"}", bearer(admin)), 409, "last-administrator");
        // The first one has to stay for other tests.
        jdbi.useHandle(handle -> handle.execute("update command.account set role = 'CUSTOMER' where role = 'ADMIN'"));
        List<UserId> others = List.of(administrator(email), administrator(someAddress()));
        try {
            List<HttpResponse<String>> answers = atOnce(
                    2,
                    attempt -> post(
                            "/admin/users/%s/erase".formatted(others.get(attempt)),
                            "{\"reason\": \"tired\"}",
                            bearer(admin)));

            assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(204, 409);
            assertThat(count("select count(*) from command.account where role = 'ADMIN'"))
                    .isOne();
        } finally {
            jdbi.useHandle(handle ->
                    handle.execute("update command.account set role = 'ADMIN' where email = 'admin@localhost'"));
            others.forEach(other -> commands.sendAndWait(new EraseUser(other, null)));
        }
    }

    private UserId administrator(EmailAddress address) {
        UserId user = UserId.random();
        registration.register(
                new RegisterUser(user, address, "Root", Role.ADMIN),
                PASSWORD,
                MetaData.with(Actor.KEY, Actor.system("test").toString()));
        return user;
    }

    @Test
    void anAdministratorWhoWasErasedDoesNotComeBackAtTheNextStart() {
        var start = new AdminAccount(
                accountTable, registration, commands, claims, rules, email.value(), PASSWORD, DATA.toString());
        start.run(new DefaultApplicationArguments());
        UserId second = accountTable.of(email).orElseThrow().userId();
        commands.sendAndWait(new EraseUser(second, "left"));

        start.run(new DefaultApplicationArguments());

        assertThat(accountTable.of(email)).isEmpty();
        problem(login(email, PASSWORD), 401, "bad-credentials");
    }

    @Test
    void otherRoomsReadWhatIsSealedOverTheQueryBus() {
        UserId user = somebody(email, PASSWORD);
        var registered =
                (UserRegistered) events.readEvents(user.toString()).next().getPayload();
        var sealed = (PersonalText.Sealed) registered.email();
        var moved = new Item(user, UserRegistered.NAME, sealed);
        var nobodys = new Item(UserId.random(), UserRegistered.EMAIL, sealed);
        var plain = new Item(user, UserRegistered.EMAIL, new PersonalText.Plain("ada@example.org"));
        var stranger = new Item(UserId.random(), UserRegistered.EMAIL, new PersonalText.Plain("bob@example.org"));
        var whole = new Item(user, UserRegistered.EMAIL, sealed);

        assertThat(opened(whole, moved, nobodys, plain, stranger))
                .containsExactly(
                        Opened.readable(email.value()),
                        Opened.damaged(),
                        Opened.erased(),
                        Opened.readable("ada@example.org"),
                        Opened.readable("bob@example.org"));

        commands.sendAndWait(new EraseUser(user, null));

        assertThat(opened(whole, moved, plain)).containsExactly(Opened.erased(), Opened.erased(), Opened.erased());
    }

    @Test
    void withoutItsDatabaseTheKeyStoreSaysNothingAboutAnybody() {
        var away = new PersonalTexts(
                new PersonKeys(Jdbi.create("jdbc:postgresql://127.0.0.1:1/nowhere?user=nobody"), Clock.systemUTC()));
        var people = new RegisteredPeople(away::open);
        var ada = new UserRegistered(
                UserId.random(), new PersonalText.Sealed("x"), new PersonalText.Sealed("x"), Role.CUSTOMER);

        assertThatThrownBy(() -> people.of(ada)).isInstanceOf(org.jdbi.v3.core.ConnectionException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void processesThatStartTogetherGiveAnAddressOneClaim(int processes) {
        var ids = Stream.generate(() -> CompletableFuture.supplyAsync(() -> new ClaimIds(jdbi).of(email)))
                .limit(processes)
                .toList();

        assertThat(ids.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(ids.getFirst().join())
                .isEqualTo(new ClaimIds(jdbi).of(new EmailAddress(email.value().toUpperCase())));
    }

    private List<Opened> opened(Item... items) {
        var question = new GenericMessage<>(
                new OpenPersonalTexts(List.of(items)),
                Map.of(Actor.KEY, Actor.system("test").toString()));
        return queries.query(question, ResponseTypes.instanceOf(OpenedTexts.class))
                .join()
                .texts();
    }

    private UserId erased(EmailAddress address) {
        UserId user = somebody(address, PASSWORD);
        assertThat(erase(json(login(address, PASSWORD), 200), PASSWORD).statusCode())
                .isEqualTo(204);
        return user;
    }

    private HttpResponse<String> erase(JsonNode pair, String password) {
        return post(
                "/users/me/erase",
                "{\"password\": \"%s\"}".formatted(password),
                bearer(pair.path("accessToken").asString()));
    }

    private HttpResponse<String> openStore(JsonNode pair) {
        return post(
                "/stores",
                "{\"name\": \"Tea\", \"currency\": \"EUR\"}",
                bearer(pair.path("accessToken").asString()));
    }

    private HttpResponse<String> register(EmailAddress address, String password, String name) {
        return post(
                "/auth/register",
                "{\"email\": \"%s\", \"password\": \"%s\", \"name\": \"%s\"}".formatted(address, password, name));
    }

    private void verify(UserId user) {
        String token = commands.sendAndWait(new IssueVerificationToken(user));
        assertThat(post("/auth/verify", "{\"token\": \"%s\"}".formatted(token)).statusCode())
                .isEqualTo(204);
    }

    private String administrator() {
        try {
            String password = Files.readString(DATA.resolve("admin-password")).strip();
            return json(login(new EmailAddress("admin@localhost"), password), 200)
                    .path("accessToken")
                    .asString();
        } catch (java.io.IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private UserId adminId() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select user_id from command.account where email = 'admin@localhost'")
                        .mapTo(UUID.class)
                        .map(UserId::new)
                        .one());
    }

    private List<String> sessionsOf(UserId user) {
        return Stream.ofNullable(redis.keys("saler:session*"))
                .flatMap(Set::stream)
                .filter(key -> key.contains(user.toString())
                        || redis.opsForHash().values(key).contains(user.toString()))
                .toList();
    }

    private long erasuresOf(UserId user) {
        return count("select count(*) from axon.domain_event where payloadType like '%%.UserErased'"
                .concat(" and aggregateIdentifier = '%s'".formatted(user)));
    }

    private long count(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /** The tables in which a text stands anywhere, be it within bytes. */
    private List<String> rowsWith(String text) {
        String bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return jdbi
                .withHandle(
                        handle -> handle.createQuery("""
                                select quote_ident(table_schema) || '.' || quote_ident(table_name)
                                from information_schema.tables
                                where table_type = 'BASE TABLE'
                                    and table_schema not in ('pg_catalog', 'information_schema')""").mapTo(String.class).list())
                .stream()
                .filter(table -> jdbi.<Boolean, RuntimeException>withHandle(handle -> handle.createQuery(
                                "select exists (select from %s t where position(:text in t::text) > 0".formatted(table)
                                        + " or position(:bytes in t::text) > 0)")
                        .bind("text", text)
                        .bind("bytes", bytes)
                        .mapTo(Boolean.class)
                        .one()))
                .toList();
    }

    private static List<HttpResponse<String>> atOnce(
            int requests, java.util.function.IntFunction<HttpResponse<String>> request) {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, requests)
                .mapToObj(attempt ->
                        CompletableFuture.supplyAsync(() -> request.apply(attempt), Thread::startVirtualThread))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
