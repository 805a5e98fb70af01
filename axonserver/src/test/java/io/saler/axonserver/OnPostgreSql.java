package io.saler.axonserver;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An application that has nothing but this library, with a real database: one for all tests of a process. */
@SpringBootTest(classes = OnPostgreSql.Nothing.class)
public abstract class OnPostgreSql {

    @Configuration
    @EnableAutoConfiguration
    static class Nothing {}

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        String url = EmptyDatabase.create().url();
        properties.add("spring.datasource.url", () -> url);
    }
}
