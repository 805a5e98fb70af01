package io.saler.benchmark;

import io.saler.demo.client.Answer;
import io.saler.demo.client.Call;
import io.saler.demo.client.Deadline;
import io.saler.demo.client.SalerClient;
import io.saler.demo.client.Unreachable;
import io.saler.demo.scenario.AtOnce;
import io.saler.demo.scenario.SignUp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** People who sign in, stay signed in, and ask who they are. */
final class Members {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int AT_ONCE = 2;

    private record Member(String email, String password) {}

    private final SalerClient anybody;
    private final List<Member> all;
    private final List<SalerClient> signedIn;
    private final Queue<String> refreshTokens = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turn = new AtomicInteger();

    private Members(SalerClient anybody, List<Member> all, List<SalerClient> signedIn) {
        this.anybody = anybody;
        this.all = all;
        this.signedIn = signedIn;
    }

    /** Signs people up, each of whom has so many sessions. */
    static Members of(SalerClient anybody, int people, int sessions) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        Deadline deadline = Deadline.in(LIMIT);
        var signUp = new SignUp(anybody, deadline);
        List<Member> all = IntStream.range(0, people)
                .mapToObj(number ->
                        new Member("member-%s-%d@bench.example".formatted(run, number), "bench-" + run + "-" + number))
                .toList();
        List<SalerClient> signedIn = AtOnce.each(
                all,
                AT_ONCE,
                member -> signUp.of(member.email(), member.password(), "Bench").client());
        var members = new Members(anybody, all, signedIn);
        SalerClient patient = anybody.patientUntil(deadline);
        AtOnce.each(IntStream.range(0, people * sessions).boxed().toList(), AT_ONCE, number -> {
            Member member = all.get(number % people);
            return members.refreshTokens.add(
                    patient.logIn(member.email(), member.password()).refreshToken());
        });
        return members;
    }

    boolean logIn() {
        Member member = all.get(nextOf(all));
        return isAnswered(
                anybody, Call.post("/auth/login", Map.of("email", member.email(), "password", member.password())));
    }

    /** Continues the session that was not continued for longest. */
    boolean refresh() {
        String token = refreshTokens.poll();
        if (token == null) {
            return false;
        }
        try {
            Answer answer = anybody.send(Call.post("/auth/refresh", Map.of("refreshToken", token)));
            return answer.status() == 200
                    && refreshTokens.add(answer.body().path("refreshToken").asString());
        } catch (Unreachable away) {
            return false;
        }
    }

    boolean askWhoTheyAre() {
        return isAnswered(signedIn.get(nextOf(signedIn)), Call.get("/users/me"));
    }

    private int nextOf(List<?> people) {
        return Math.floorMod(turn.getAndIncrement(), people.size());
    }

    private static boolean isAnswered(SalerClient client, Call call) {
        try {
            return client.send(call).status() == 200;
        } catch (Unreachable away) {
            return false;
        }
    }
}
