package io.saler.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line of {@code saler run} says.
 *
 * @param fresh whether the data of former runs is deleted first ({@code --fresh})
 * @param dataDirectory where data is kept ({@code --data-dir=DIR})
 * @param springArguments everything else, for Spring
 */
record RunOptions(boolean fresh, Path dataDirectory, List<String> springArguments) {

    private static final String DATA_DIRECTORY = "--data-dir";

    /** Where data is kept when nothing else is said; the launcher names the folder {@code .saler} beside itself. */
    private static final String USUAL_DATA_DIRECTORY = System.getProperty("saler.usual-data-dir", ".saler");

    static RunOptions parse(String... arguments) {
        boolean fresh = false;
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
            } else {
                rest.add(argument);
            }
        }
        if (dataDirectory.isBlank()) {
            throw new StartRefused("--data-dir needs the name of a directory");
        }
        return new RunOptions(fresh, Path.of(dataDirectory).toAbsolutePath().normalize(), List.copyOf(rest));
    }
}
