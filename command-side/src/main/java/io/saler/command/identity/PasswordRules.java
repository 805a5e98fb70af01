package io.saler.command.identity;

import io.saler.identity.EmailAddress;
import io.saler.identity.IdentityFailure.PasswordRefused;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import me.gosimple.nbvcxz.resources.DictionaryUtil;
import org.springframework.stereotype.Component;

/**
 * Which passwords are good enough (NIST SP 800-63B): long enough, not too long to be hashed, none that is known from
 * breaches or in common use, and none that is little more than its owner's name or address. There are no rules about
 * kinds of characters. Safe for use by many threads.
 */
@Component
class PasswordRules {

    static final int SHORTEST = 8;
    static final int LONGEST = 200;

    /** A shorter part of a name occurs in too many words that have nothing to do with it. */
    private static final int SHORTEST_NAME = 4;

    /** A hundred thousand passwords from breaches; those that are too short need no list. */
    private final Set<String> common = DictionaryUtil.loadUnrankedDictionary(DictionaryUtil.passwords).keySet().stream()
            .map(PasswordRules::folded)
            .filter(password -> password.length() >= SHORTEST)
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Throws {@link PasswordRefused}, with a reason to be shown to its owner, unless a password is good enough.
     *
     * @param field of the request, that the password stands in
     */
    void check(String field, String password, EmailAddress email, String name) {
        if (!isText(password)) {
            throw new PasswordRefused(field, "A password is made of characters, and this has half a character.");
        }
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new PasswordRefused(field, "A password has %d to %d characters.".formatted(SHORTEST, LONGEST));
        }
        String folded = folded(password);
        if (common.contains(folded)) {
            throw new PasswordRefused(
                    field,
                    "This password is known from breaches of other sites, so it is tried first. Choose another.");
        }
        if (withoutWordsOf(email, name, folded).length() < SHORTEST) {
            throw new PasswordRefused(field, "This password is little more than your name or address. Choose another.");
        }
    }

    /** Half a surrogate pair can be written in JSON, but is nothing that could be hashed. */
    static boolean isText(String password) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(password);
    }

    private static String withoutWordsOf(EmailAddress email, String name, String folded) {
        String local = email.normalised().substring(0, email.normalised().lastIndexOf('@'));
        return Stream.concat(
                        Stream.of(email.normalised(), local, folded(name)),
                        Stream.of(folded(name).split("\\s+")))
                .filter(word -> word.length() >= SHORTEST_NAME)
                .reduce(folded, (rest, word) -> rest.replace(word, ""));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
