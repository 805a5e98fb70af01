package io.saler.command.identity;

import io.saler.command.CommandSideTest;
import org.junit.jupiter.api.Test;

class TmpDocTest extends CommandSideTest {
    @Test
    void doc() throws Exception {
        java.nio.file.Files.writeString(
                java.nio.file.Path.of("/tmp/openapi.json"), get("/openapi.json").body());
        register(someAddress(), "12345678");
        var lists = jdbi.withHandle(h -> h.createQuery(
                        "select aggregateidentifier||' '||payloadtype||' '||convert_from(metadata,'UTF8')||' '||convert_from(payload,'UTF8') from axon.domain_event order by globalindex limit 6")
                .mapTo(String.class)
                .list());
        lists.forEach(System.out::println);
        long t = System.nanoTime();
        for (int i = 0; i < 20; i++) login(someAddress(), "12345678");
        System.out.println("login ms " + (System.nanoTime() - t) / 20e6);
    }
}
