package io.saler.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of {@code saler run} says.
 *
 * @param fresh whether the data of former runs is deleted first ({@code --fresh})
 * @param dataDirectory where data is kept ({@code --data-dir=DIR})
 * @param axonServer where the Axon Server is through which the sides meet as processes of their own
 *     ({@code --distributed --axon-server=HOST:PORT}), or nothing for one process that needs none
 * @param nodes how many processes each side has then ({@code --nodes=N})
 * @param springArguments everything else, for Spring; {@code --log-format=json} is among it, in Spring's words
 */
record RunOptions(
        boolean fresh, Path dataDirectory, Optional<String> axonServer, int nodes, List<String> springArguments) {

    private static final String DATA_DIRECTORY = "--data-dir";
    private static final String AXON_SERVER = "--axon-server=";
    private static final String NODES = "--nodes=";
    private static final String LOG_FORMAT = "--log-format=";

    /** Log lines as JSON in the fields of the Elastic Common Schema, both at the terminal and in the file. */
    private static final List<String> LOGS_AS_JSON =
            List.of("--logging.structured.format.console=ecs", "--logging.structured.format.file=ecs");

    /** Where data is kept when nothing else is said; the launcher names the folder {@code .saler} beside itself. */
    private static final String USUAL_DATA_DIRECTORY = System.getProperty("saler.usual-data-dir", ".saler");

    static RunOptions parse(String... arguments) {
        boolean fresh = false;
        boolean distributed = false;
        Optional<String> axonServer = Optional.empty();
        int nodes = 1;
        String dataDirectory = USUAL_DATA_DIRECTORY;
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--fresh")) {
                fresh = true;
            } else if (argument.startsWith(DATA_DIRECTORY + "=")) {
                dataDirectory = argument.substring(DATA_DIRECTORY.length() + 1);
            } else if (argument.equals(DATA_DIRECTORY) && i + 1 < arguments.length) {
                dataDirectory = arguments[++i];
            } else if (argument.equals("--distributed")) {
                distributed = true;
            } else if (argument.startsWith(AXON_SERVER)) {
                axonServer = Optional.of(argument.substring(AXON_SERVER.length()));
            } else if (argument.startsWith(NODES)) {
                nodes = number(argument.substring(NODES.length()));
            } else if (argument.startsWith(LOG_FORMAT)) {
                rest.addAll(logFormat(argument.substring(LOG_FORMAT.length())));
            } else {
                rest.add(argument);
            }
        }
        if (dataDirectory.isBlank()) {
            throw new StartRefused("--data-dir needs the name of a directory");
        }
        if (distributed != axonServer.isPresent()) {
            throw new StartRefused("--distributed and --axon-server=HOST:PORT need each other: the sides are processes"
                    + " of their own that meet through an Axon Server");
        }
        if (axonServer.isPresent() && !axonServer.get().matches("\\S+:[0-9]{1,5}")) {
            throw new StartRefused("--axon-server has to look like localhost:8124");
        }
        return new RunOptions(
                fresh, Path.of(dataDirectory).toAbsolutePath().normalize(), axonServer, nodes, List.copyOf(rest));
    }

    private static List<String> logFormat(String name) {
        return switch (name) {
            case "json" -> LOGS_AS_JSON;
            case "text" -> List.of();
            default -> throw new StartRefused("--log-format has to be json or text");
        };
    }

    private static int number(String text) {
        if (!text.matches("[1-9]")) {
            throw new StartRefused("--nodes has to be a number from 1 to 9");
        }
        return Integer.parseInt(text);
    }
}
