package io.saler.demo.assortment;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an HTML description says, without its markup. Meant for what shop owners write: paragraphs, lists, emphasis and
 * the usual named characters; scripts and styles are left out. The outcome is text and must still be escaped wherever
 * it is shown as HTML.
 */
final class PlainText {

    private static final Pattern UNSEEN = Pattern.compile("(?is)<!--.*?-->|<(script|style)\\b.*?</\\1\\s*>");
    private static final Pattern LIST_ITEM = Pattern.compile("(?i)<li\\b[^>]*>");
    private static final Pattern BLOCK =
            Pattern.compile("(?i)</?(p|div|ul|ol|li|h[1-6]|table|tr|blockquote|section)\\b[^>]*>|<br\\s*/?>");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final Pattern CHARACTER = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", "\u00a0"),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("hellip", "…"),
            Map.entry("lsquo", "‘"),
            Map.entry("rsquo", "’"),
            Map.entry("ldquo", "“"),
            Map.entry("rdquo", "”"),
            Map.entry("laquo", "«"),
            Map.entry("raquo", "»"),
            Map.entry("times", "×"),
            Map.entry("deg", "°"),
            Map.entry("copy", "©"),
            Map.entry("reg", "®"),
            Map.entry("trade", "™"),
            Map.entry("euro", "€"),
            Map.entry("eacute", "é"),
            Map.entry("auml", "ä"),
            Map.entry("ouml", "ö"),
            Map.entry("uuml", "ü"),
            Map.entry("szlig", "ß"));

    private PlainText() {}

    static String of(String html) {
        String seen = UNSEEN.matcher(html).replaceAll(" ");
        String flowing = seen.replaceAll("\\s+", " ");
        String lines =
                BLOCK.matcher(LIST_ITEM.matcher(flowing).replaceAll("\n• ")).replaceAll("\n");
        // Characters are decoded last: what they stand for is text and never becomes a tag.
        return decoded(TAG.matcher(lines).replaceAll(""))
                .replaceAll("[ \\t]*\\n[ \\t\\n]*", "\n")
                .replaceAll(" {2,}", " ")
                .strip();
    }

    private static String decoded(String text) {
        return CHARACTER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found.group(1))));
    }

    private static String character(String name) {
        if (!name.startsWith("#")) {
            return NAMED.getOrDefault(name, "&" + name + ";");
        }
        boolean hexadecimal = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        int codePoint = hexadecimal ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
        boolean meansText = Character.isValidCodePoint(codePoint)
                && !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE;
        return meansText ? Character.toString(codePoint) : " ";
    }
}
