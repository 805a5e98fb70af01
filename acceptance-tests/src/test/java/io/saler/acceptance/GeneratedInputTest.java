package io.saler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.saler.acceptance.ApiDocument.Operation;
import io.saler.acceptance.GeneratedRequests.Generated;
import io.saler.acceptance.People.SignedUp;
import io.saler.acceptance.People.Store;
import io.saler.demo.client.SalerClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Requests made of the document, fit and unfit, from everybody, as many of each operation: whatever is sent, the answer
 * is one that the document describes. {@code -Dsaler.seed=SEED} makes other requests; the seed is printed.
 */
@ResourceLock(value = SharedSaler.PROJECTIONS, mode = ResourceAccessMode.READ)
class GeneratedInputTest {

    private static final int SENDERS = 4;

    /** How often each sender asks for every operation. */
    private static final int PASSES = 5 * Soak.rounds(10);

    /** Would change Saler itself for the other tests, or end the person who sends it. */
    private static final Set<String> LEFT_OUT = Set.of(
            "POST /dev/servers/{name}/stop",
            "POST /dev/servers/{name}/start",
            "POST /users/me/erase",
            "POST /admin/users/{userId}/erase",
            "POST /auth/password/change",
            "DELETE /auth/sessions",
            "POST /auth/signing-keys/rotate",
            "POST /admin/projections/{name}/rebuild");

    /** Each takes tens of milliseconds of a processor on purpose: these are asked for in every fourth pass. */
    private static final Set<String> DEAR = Set.of("POST /auth/register", "POST /auth/login");

    @Test
    void isAnsweredAsTheDocumentSays() throws Exception {
        long seed = Long.getLong("saler.seed", 42);
        System.out.println("generated requests: saler.seed=" + seed);
        SalerProcess saler = SharedSaler.get();
        ApiDocument document = ApiDocument.of(saler);
        Shop shop = Shop.open(saler);
        var answers = new DocumentedAnswers(document);
        List<Operation> operations = document.operations().stream()
                .filter(operation -> !LEFT_OUT.contains(operation.name()))
                .toList();
        var complaints = new ConcurrentHashMap<String, String>();
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            var work = new ArrayList<Future<?>>();
            for (int sender = 0; sender < SENDERS; sender++) {
                long own = seed + sender;
                work.add(senders.submit(() -> {
                    send(own, document, operations, shop, answers, complaints);
                    return null;
                }));
            }
            for (Future<?> each : work) {
                each.get();
            }
        }
        assertThat(new TreeMap<>(complaints)).as("with saler.seed=%d", seed).isEmpty();
    }

    private static void send(
            long seed,
            ApiDocument document,
            List<Operation> operations,
            Shop shop,
            DocumentedAnswers answers,
            Map<String, String> complaints)
            throws IOException {
        var requests = new GeneratedRequests(seed, document, shop.known());
        var random = new Random(seed);
        try (var http = new RawHttp(shop.saler().url())) {
            for (int pass = 0; pass < PASSES; pass++) {
                var inAnyOrder = new ArrayList<>(operations);
                Collections.shuffle(inAnyOrder, random);
                for (Operation operation : inAnyOrder) {
                    if (pass % 4 > 0 && DEAR.contains(operation.name())) {
                        continue;
                    }
                    Generated generated = requests.next(operation, shop.somebodysToken(random));
                    send(http, generated, answers, complaints);
                }
            }
        }
    }

    private static void send(
            RawHttp http, Generated generated, DocumentedAnswers answers, Map<String, String> complaints)
            throws IOException {
        RawHttp.Response answer;
        try {
            answer = http.send(generated.request());
        } catch (SocketTimeoutException noAnswer) {
            complaints.put(generated.operation() + " does not answer", generated.kind() + ": " + generated.request());
            http.close();
            return;
        }
        for (String complaint : answers.complaints(generated, answer)) {
            complaints.putIfAbsent(
                    generated.operation() + " " + complaint,
                    "%s: %s → %d %s".formatted(generated.kind(), generated.request(), answer.status(), answer.text()));
        }
    }

    /** Somebody's shop for this test alone, with people of every role. */
    private record Shop(SalerProcess saler, List<String> tokens, Map<String, List<String>> known) {

        static Shop open(SalerProcess saler) {
            SalerClient anyone = saler.client();
            Store store = People.openStore(anyone);
            SignedUp customer = People.signUp(anyone);
            String mug = store.product("FUZZ-MUG", 1_000_000);
            String bowl = store.product("FUZZ-BOWL", 3);
            String order = People.place(customer, People.order(store.storeId(), mug, 1, "pm_approve"));
            People.awaitStatus(customer, order, "CONFIRMED");
            String admin = anyone.logIn(Dashboard.ADMINISTRATOR, saler.administratorPassword())
                    .accessToken();
            return new Shop(
                    saler,
                    List.of(store.merchant().accessToken(), customer.accessToken(), admin),
                    Map.of(
                            "storeId", List.of(store.storeId()),
                            "productId", List.of(mug, bowl),
                            "orderId", List.of(order),
                            "paymentMethod", List.of("pm_approve", "pm_decline")));
        }

        /** Of the merchant most often, who can do most; null for a stranger. */
        String somebodysToken(Random random) {
            return switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> tokens.get(0);
                case 4, 5 -> tokens.get(1);
                case 6 -> tokens.get(2);
                default -> null;
            };
        }
    }
}
