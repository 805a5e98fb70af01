package io.saler.standalone.migration;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL database and the role that owns it. */
record Database(String url, String username, String password) {

    static final String PREFIX = "spring.datasource.";

    /** The database that properties name, each of them behind the same prefix; there has to be a URL. */
    static Database in(Environment environment, String prefix, String usualUsername) {
        return new Database(
                environment.getRequiredProperty(prefix + "url"),
                environment.getProperty(prefix + "username", usualUsername),
                environment.getProperty(prefix + "password", ""));
    }

    static Database of(Map<String, String> springProperties) {
        return new Database(
                springProperties.getOrDefault(PREFIX + "url", ""),
                springProperties.getOrDefault(PREFIX + "username", ""),
                springProperties.getOrDefault(PREFIX + "password", ""));
    }

    /** A new connection for everybody who asks. */
    DataSource dataSource() {
        return new DriverManagerDataSource(url, username, password);
    }

    /** Without its password. */
    @Override
    public String toString() {
        return url;
    }
}
