package io.saler.saga.notification;

import java.util.List;

/**
 * A mail to whoever runs the shop, as its task keeps it.
 *
 * @param lines of its text, without greeting
 * @param links the lines whose whole content is to be clickable
 */
public record AdministratorMail(String subject, List<String> lines, List<String> links) {

    public AdministratorMail {
        lines = List.copyOf(lines);
        links = List.copyOf(links);
    }
}
