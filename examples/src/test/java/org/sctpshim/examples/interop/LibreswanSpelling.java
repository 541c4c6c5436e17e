package org.sctpshim.examples.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How libreswan spells the proposals that strongSwan spells {@code aes128gcm16-prfsha256-x25519}. */
final class LibreswanSpelling {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("aes128gcm16", "aes_gcm128"),
            Map.entry("aes192gcm16", "aes_gcm192"),
            Map.entry("aes256gcm16", "aes_gcm256"),
            Map.entry("chacha20poly1305", "chacha20_poly1305"),
            Map.entry("sha256", "sha2_256"),
            Map.entry("sha384", "sha2_384"),
            Map.entry("sha512", "sha2_512"),
            Map.entry("prfsha256", "sha2_256"),
            Map.entry("prfsha384", "sha2_384"),
            Map.entry("prfsha512", "sha2_512"),
            Map.entry("modp2048", "dh14"),
            Map.entry("modp3072", "dh15"),
            Map.entry("modp4096", "dh16"),
            Map.entry("modp6144", "dh17"),
            Map.entry("ecp256", "dh19"),
            Map.entry("ecp384", "dh20"),
            Map.entry("ecp521", "dh21"),
            Map.entry("x25519", "dh31"));

    /** It has one word for integrity and pseudorandom function, and sequence numbers are another option. */
    private static final Set<String> LEFT_OUT = Set.of("esn");

    private LibreswanSpelling() {}

    static String ofAll(List<String> proposals) {
        return proposals.stream().map(LibreswanSpelling::of).collect(Collectors.joining(","));
    }

    private static String of(String proposal) {
        List<String> words = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (String word : proposal.split("-", -1)) {
            String spelled = WORDS.getOrDefault(word, word);
            if (spelled.startsWith("dh")) {
                groups.add(spelled);
            } else if (!LEFT_OUT.contains(word) && !words.contains(spelled)) {
                words.add(spelled);
            }
        }
        // Where nothing but a cipher is before it, a group could be taken for an integrity algorithm.
        String mark = words.size() == 1 ? ";" : "-";
        return String.join("-", words) + (groups.isEmpty() ? "" : mark + String.join("+", groups));
    }

    /** The option {@code esn=}: yes where all proposals have it, no where none has. */
    static String extendedSequenceNumbers(List<String> proposals) {
        long with = proposals.stream().filter(text -> text.contains("esn")).count();
        if (with == 0) {
            return "no";
        }
        return with == proposals.size() ? "yes" : "either";
    }
}
