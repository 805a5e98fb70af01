package io.saler.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The read side as a process of its own. Not a component itself, or it would be found where only {@link QuerySide} is
 * wanted.
 */
@EnableAutoConfiguration
@Import(QuerySide.class)
class QuerySideApplication {

    private QuerySideApplication() {}

    static void main(String[] arguments) {
        SpringApplication.run(QuerySideApplication.class, arguments);
    }
}
