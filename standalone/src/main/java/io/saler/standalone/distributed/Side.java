package io.saler.standalone.distributed;

import java.util.Locale;

/** One of the three programs that make up Saler. */
public enum Side {
    COMMAND("command-side", "io.saler.command.CommandSideApplication", 8101),
    SAGAS("sagas", "io.saler.saga.SagasApplication", 8201),
    QUERY("query-side", "io.saler.query.QuerySideApplication", 8301);

    private final String program;
    private final String mainClass;
    private final int usualPort;

    Side(String program, String mainClass, int usualPort) {
        this.program = program;
        this.mainClass = mainClass;
        this.usualPort = usualPort;
    }

    /** The name of its folder below Saler's home, and the first part of its nodes' names. */
    public String program() {
        return program;
    }

    /** The database that it owns. */
    public String database() {
        return "saler_" + name().toLowerCase(Locale.ROOT);
    }

    String mainClass() {
        return mainClass;
    }

    int usualPort() {
        return usualPort;
    }
}
