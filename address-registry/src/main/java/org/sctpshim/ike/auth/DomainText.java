package org.sctpshim.ike.auth;

import java.util.Locale;

/** Names of domains as text that a stranger may have made up. */
final class DomainText {
    private static final int LONGEST = 253;

    private DomainText() {}

    /**
     * A domain of the configuration.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String parse(String text) {
        boolean ok = text.length() <= LONGEST && text.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
        if (!ok) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no domain: write it like ran.operator.example, without a wildcard");
        }
        return text;
    }

    /** Whether nothing in a text is invisible or was no text at all. */
    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(each -> Character.isISOControl(each) || each == '\uFFFD');
    }

    /** Whether a name lies below a domain; the domain itself does not. */
    static boolean isBelow(String name, String domain) {
        String suffix = "." + domain.toLowerCase(Locale.ROOT);
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.length() > suffix.length() && lower.endsWith(suffix) && isPrintable(name);
    }
}
