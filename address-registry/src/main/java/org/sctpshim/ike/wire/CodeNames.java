package org.sctpshim.ike.wire;

import java.util.HashMap;
import java.util.Map;

/** The names of one IANA registry's codes, filled while the registry's class is initialised and only read later. */
final class CodeNames {
    private final String registry;
    private final int maximum;
    private final Map<Integer, String> names = new HashMap<>();

    CodeNames(String registry, int maximum) {
        this.registry = registry;
        this.maximum = maximum;
    }

    /** Names the code and gives it back. */
    int name(int code, String name) {
        names.put(code, name);
        return code;
    }

    boolean knows(int code) {
        return names.containsKey(code);
    }

    /** The registered name, or registry and number. */
    String of(int code) {
        String name = names.get(code);
        return name != null ? name : registry + "(" + code + ")";
    }

    /** Callers' codes come from our own source or from a field of that width: anything else is misuse. */
    void requireCode(int code) {
        if (code < 0 || code > maximum) {
            throw new IllegalArgumentException(registry + " " + code + " is not in 0.." + maximum);
        }
    }
}
