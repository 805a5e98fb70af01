package io.saler.value;

import java.util.EnumSet;
import java.util.Set;

/**
 * Tells text that is read as it is stored from text that only looks like another. The rules follow Unicode TR 36 and TR
 * 39 and the FreeformClass of PRECIS (RFC 8264), with joiners where RFC 5892 has them: in scripts that need them, and
 * in emoji.
 */
final class Legibility {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int FIRST_VARIATION = 0xFE00;
    private static final int LAST_VARIATION = 0xFE0F;

    /** Letters of these change their form, or form another one together, depending on joiners. */
    private static final Set<Character.UnicodeScript> JOINING = EnumSet.of(
            Character.UnicodeScript.ARABIC,
            Character.UnicodeScript.SYRIAC,
            Character.UnicodeScript.MANDAIC,
            Character.UnicodeScript.MONGOLIAN,
            Character.UnicodeScript.NKO,
            Character.UnicodeScript.ADLAM,
            Character.UnicodeScript.HANIFI_ROHINGYA,
            Character.UnicodeScript.DEVANAGARI,
            Character.UnicodeScript.BENGALI,
            Character.UnicodeScript.GURMUKHI,
            Character.UnicodeScript.GUJARATI,
            Character.UnicodeScript.ORIYA,
            Character.UnicodeScript.TAMIL,
            Character.UnicodeScript.TELUGU,
            Character.UnicodeScript.KANNADA,
            Character.UnicodeScript.MALAYALAM,
            Character.UnicodeScript.SINHALA,
            Character.UnicodeScript.MYANMAR,
            Character.UnicodeScript.KHMER,
            Character.UnicodeScript.TIBETAN,
            Character.UnicodeScript.BALINESE,
            Character.UnicodeScript.JAVANESE,
            Character.UnicodeScript.SUNDANESE,
            Character.UnicodeScript.CHAKMA,
            Character.UnicodeScript.MEETEI_MAYEK);

    private Legibility() {}

    static boolean ofLine(String text) {
        int[] characters = text.codePoints().toArray();
        for (int place = 0; place < characters.length; place++) {
            int character = characters[place];
            boolean legible = isJoiner(character)
                    ? joins(characters, place)
                    : isVariation(character)
                            ? varies(characters, place)
                            : !isNotText(character) && !isInvisible(character);
            if (!legible) {
                return false;
            }
        }
        return true;
    }

    static boolean ofProse(String text) {
        return text.codePoints()
                .noneMatch(character -> isNotText(character)
                        || isEmbeddingOrOverride(character)
                        || (Character.isISOControl(character) && "\n\r\t".indexOf(character) < 0));
    }

    /** Half a character, what is no character, and what only its inventor knows. */
    private static boolean isNotText(int character) {
        int type = Character.getType(character);
        return type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || (character & 0xFFFE) == 0xFFFE
                || (character >= 0xFDD0 && character <= 0xFDEF);
    }

    private static boolean isEmbeddingOrOverride(int character) {
        return character >= 0x202A && character <= 0x202E;
    }

    private static boolean isInvisible(int character) {
        return switch (character) {
            // Fillers, and a blank pattern, which are letters, marks or symbols by their category.
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            // Numbers and verses stand on these, so that they are seen.
            case 0x0600,
                    0x0601,
                    0x0602,
                    0x0603,
                    0x0604,
                    0x0605,
                    0x06DD,
                    0x070F,
                    0x0890,
                    0x0891,
                    0x08E2,
                    0x110BD,
                    0x110CD -> false;
            default ->
                Character.getType(character) == Character.FORMAT || (character >= 0xE0100 && character <= 0xE01EF);
        };
    }

    private static boolean isJoiner(int character) {
        return character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER;
    }

    private static boolean joins(int[] text, int place) {
        if (place == 0 || place == text.length - 1) {
            return false;
        }
        int before = text[place - 1];
        int after = text[place + 1];
        return (isOfJoiningScript(before) && isOfJoiningScript(after))
                || (text[place] == ZERO_WIDTH_JOINER && isEmoji(before) && Character.isExtendedPictographic(after));
    }

    private static boolean isOfJoiningScript(int character) {
        if (!Character.isLetter(character) && !isMark(character)) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(character);
        return JOINING.contains(script)
                || (script == Character.UnicodeScript.INHERITED && !isJoiner(character) && !isVariation(character));
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isVariation(int character) {
        return character >= FIRST_VARIATION && character <= LAST_VARIATION;
    }

    /** How a symbol or an ideograph is to look; on a letter it would be seen by nobody. */
    private static boolean varies(int[] text, int place) {
        return place > 0 && (Character.isEmoji(text[place - 1]) || Character.isIdeographic(text[place - 1]));
    }

    private static boolean isEmoji(int character) {
        return Character.isExtendedPictographic(character)
                || Character.isEmojiModifier(character)
                || isVariation(character);
    }
}
