package org.sctpshim.ike.crypto;

import java.util.List;
import java.util.Map;
import org.sctpshim.ike.wire.IntegrityAlgorithm;
import org.sctpshim.ike.wire.Transform;
import org.sctpshim.ike.wire.TransformType;

/**
 * The encryption and integrity transforms of a proposal. Ciphers with integrity of their own and others never share one
 * (RFC 5282 section 8, RFC 7296 section 3.3): what goes with the ones must not be chosen with the others.
 */
final class Protection {
    private Protection() {}

    /** Checks that whatever combination of transforms a peer picks is one of the specs. */
    static void requireOneKind(List<CipherSpec> specs) {
        specs.forEach(CipherSpec::requireSupported);
        long ciphers = encryption(specs).size();
        long integrities = integrity(specs).size();
        boolean mixed = specs.stream().map(CipherSpec::isAead).distinct().count() > 1;
        if (mixed || specs.stream().distinct().count() != ciphers * integrities) {
            throw new IllegalArgumentException("of " + specs + " a peer could pick a combination that is not among"
                    + " them: put AEADs and others, or pairs of cipher and integrity, into proposals of their own");
        }
    }

    /** Adds the transforms; an AEAD has no integrity transform. */
    static void addTo(Map<TransformType, List<Transform>> choices, List<CipherSpec> specs) {
        choices.put(TransformType.ENCR, encryption(specs));
        if (!specs.get(0).isAead()) {
            choices.put(TransformType.INTEG, integrity(specs));
        }
    }

    /** The spec among chosen transforms. */
    static CipherSpec chosen(List<Transform> chosen) {
        IntegrityAlgorithm integrity = chosen.stream()
                .filter(transform -> transform.type().equals(TransformType.INTEG))
                .map(transform -> new IntegrityAlgorithm(transform.id()))
                .findFirst()
                .orElse(IntegrityAlgorithm.NONE);
        return CipherSpec.of(ProposalSelection.only(chosen, TransformType.ENCR), integrity);
    }

    private static List<Transform> encryption(List<CipherSpec> specs) {
        return specs.stream().map(CipherSpec::encryptionTransform).distinct().toList();
    }

    private static List<Transform> integrity(List<CipherSpec> specs) {
        return specs.stream().map(CipherSpec::integrityTransform).distinct().toList();
    }
}
