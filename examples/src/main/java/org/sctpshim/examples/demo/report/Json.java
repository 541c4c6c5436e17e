package org.sctpshim.examples.demo.report;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, strings, numbers and booleans as JSON, two blanks a level. */
final class Json {
    private Json() {}

    /**
     * The value as JSON.
     *
     * @throws IllegalArgumentException for a value of another type
     */
    static String of(Object value) {
        return of(value, "\n");
    }

    private static String of(Object value, String newLine) {
        String deeper = newLine + "  ";
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> deeper + quoted(String.valueOf(entry.getKey())) + ": " + of(entry.getValue(), deeper))
                    .collect(Collectors.joining(",", "{", map.isEmpty() ? "}" : newLine + "}"));
        }
        if (value instanceof Collection<?> values) {
            return values.stream()
                    .map(element -> deeper + of(element, deeper))
                    .collect(Collectors.joining(",", "[", values.isEmpty() ? "]" : newLine + "]"));
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof String text) {
            return quoted(text);
        }
        throw new IllegalArgumentException("no JSON for " + value.getClass());
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
