package org.sctpshim.examples.interop;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program's arguments of the form {@code key=value}; of two with one key the later one counts.
 *
 * @param values by their keys
 */
record EchoSettings(Map<String, String> values) {
    EchoSettings {
        values = Map.copyOf(values);
    }

    static EchoSettings of(String... arguments) {
        return new EchoSettings(Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(halves -> halves[0], halves -> halves[1], (former, latter) -> latter)));
    }

    /** These and others, which count where both have a key. */
    EchoSettings with(EchoSettings others) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(others.values);
        return new EchoSettings(all);
    }

    String require(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException(key + "=... is missing"));
    }

    Optional<String> find(String key) {
        @Nullable String value = values.get(key);
        return Optional.ofNullable(value);
    }

    /** What lies between commas; nothing where nothing is said. */
    List<String> list(String key) {
        return find(key)
                .filter(text -> !text.isEmpty())
                .map(text -> List.of(text.split(",", -1)))
                .orElse(List.of());
    }

    /** An end's addresses: {@code ADDRESS[,ADDRESS]:PORT}. */
    String[] addresses(String key) {
        return require(key).split(":", -1)[0].split(",", -1);
    }

    String port(String key) {
        return require(key).split(":", -1)[1];
    }
}
