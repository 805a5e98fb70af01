package io.saler.axonserver.processor;

/**
 * Tells whose event processors are. Declared as a bean by each side.
 *
 * @param name of the side
 * @param room a class in the package that all its event handlers are below
 */
public record ProcessorSide(String name, Class<?> room) {

    boolean has(Class<?> handler) {
        return handler.getPackageName().startsWith(room.getPackageName());
    }

    /** The name of the command by which another side asks this one to carry out a command about its processors. */
    public static String commandFor(String side) {
        return "io.saler.projection.ProjectionCommand@" + side;
    }
}
