package io.saler.demo.client;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A mail that arrived at the embedded SMTP server. */
public record Mail(
        @Nullable String to,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable Instant receivedAt) {

    private static final Pattern TOKEN = Pattern.compile("[?&]token=([A-Za-z0-9._~%+/=-]+)");

    /** The token of the verification link in the text, if it has one. */
    public Optional<String> verificationToken() {
        Matcher link = TOKEN.matcher(text == null ? "" : text);
        return link.find() ? Optional.of(link.group(1)) : Optional.empty();
    }

    /** Whether subject or text contain this. */
    public boolean names(String what) {
        return (subject != null && subject.contains(what)) || (text != null && text.contains(what));
    }
}
