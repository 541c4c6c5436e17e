package org.sctpshim.ike.crypto;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;

/**
 * The key exchange transforms of a proposal: the method of the first key exchange, and those of up to seven additional
 * ones (RFC 9370 section 2.2.1).
 */
final class KeyExchangeChoices {
    private static final int MOST_ADDITIONAL = 7;

    private KeyExchangeChoices() {}

    /** Copies the lists. */
    static List<List<KeyExchangeMethod>> copyOf(List<List<KeyExchangeMethod>> additional) {
        return additional.stream().map(List::copyOf).toList();
    }

    /**
     * Checks that there are implementations, and that no method can be chosen twice, which RFC 9370 section 2.2.1
     * forbids.
     */
    static void require(List<KeyExchangeMethod> first, List<List<KeyExchangeMethod>> additional) {
        if (additional.size() > MOST_ADDITIONAL || additional.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("there are at most " + MOST_ADDITIONAL
                    + " additional key exchanges, each with a method at least: " + additional);
        }
        Set<KeyExchangeMethod> seen = new HashSet<>();
        List<List<KeyExchangeMethod>> all = new ArrayList<>(additional);
        all.add(first);
        for (List<KeyExchangeMethod> methods : all) {
            for (KeyExchangeMethod method : methods) {
                if (method.equals(KeyExchangeMethod.NONE)) {
                    continue;
                }
                if (KeyExchange.of(method).isEmpty()) {
                    throw new IllegalArgumentException(method + " is not supported");
                }
                if (!seen.add(method)) {
                    throw new IllegalArgumentException(method + " stands in two places of one proposal");
                }
            }
        }
    }

    /** Adds the transforms. */
    static void addTo(
            Map<TransformType, List<Transform>> choices,
            List<KeyExchangeMethod> first,
            List<List<KeyExchangeMethod>> additional) {
        if (!first.isEmpty()) {
            choices.put(TransformType.KE, transforms(TransformType.KE, first));
        }
        for (int i = 0; i < additional.size(); i++) {
            TransformType type = additionalType(i);
            choices.put(type, transforms(type, additional.get(i)));
        }
    }

    /** The chosen methods of additional key exchanges in the order in which they take place; NONE is none. */
    static List<KeyExchangeMethod> chosenAdditional(List<Transform> chosen) {
        List<KeyExchangeMethod> methods = new ArrayList<>();
        for (int i = 0; i < MOST_ADDITIONAL; i++) {
            TransformType type = additionalType(i);
            chosen.stream()
                    .filter(transform -> transform.type().equals(type))
                    .map(transform -> new KeyExchangeMethod(transform.id()))
                    .filter(method -> !method.equals(KeyExchangeMethod.NONE))
                    .forEach(methods::add);
        }
        return List.copyOf(methods);
    }

    /** The types of additional key exchanges have consecutive numbers. */
    private static TransformType additionalType(int index) {
        return new TransformType(TransformType.ADDKE1.code() + index);
    }

    private static List<Transform> transforms(TransformType type, List<KeyExchangeMethod> methods) {
        return methods.stream().map(method -> Transform.of(type, method.code())).toList();
    }
}
