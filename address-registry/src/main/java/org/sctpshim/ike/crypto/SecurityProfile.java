package org.sctpshim.ike.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sctpshim.ike.wire.KeyExchangeMethod;
import org.sctpshim.ike.wire.SequenceNumbers;

/**
 * A named choice of algorithms: what a host offers and accepts, and nothing below it. What is not in it cannot be
 * negotiated, whatever a peer proposes.
 *
 * <p>SHA-1, MODP groups below 2048 bits and ciphers with blocks of 64 bits are in none, and no profile of one's own can
 * name them: there is no code for them.
 *
 * @param name as in a configuration
 * @param ikeProposals for IKE SAs, best first
 * @param childProposals for Child SAs, best first, without a key exchange of their own as in IKE_AUTH
 * @param childKeyExchanges methods for Child SAs that have one, best first
 */
public record SecurityProfile(
        String name,
        List<IkeProposal> ikeProposals,
        List<ChildProposal> childProposals,
        List<KeyExchangeMethod> childKeyExchanges) {
    private static final List<CipherSpec> AEADS =
            List.of(CipherSpec.AES_GCM_16_256, CipherSpec.CHACHA20_POLY1305, CipherSpec.AES_GCM_16_128);
    private static final List<CipherSpec> GCMS = List.of(CipherSpec.AES_GCM_16_256, CipherSpec.AES_GCM_16_128);
    private static final List<CipherSpec> CBCS = List.of(
            CipherSpec.AES_CBC_256_HMAC_SHA2_256,
            CipherSpec.AES_CBC_256_HMAC_SHA2_384,
            CipherSpec.AES_CBC_128_HMAC_SHA2_256,
            CipherSpec.AES_CBC_128_HMAC_SHA2_384);
    private static final List<Prf> PRFS = List.of(Prf.HMAC_SHA2_256, Prf.HMAC_SHA2_384, Prf.HMAC_SHA2_512);
    private static final List<SequenceNumbers> SEQUENCE_NUMBERS = List.of(SequenceNumbers.ESN, SequenceNumbers.NO_ESN);
    private static final List<KeyExchangeMethod> CURVES =
            List.of(KeyExchangeMethod.CURVE25519, KeyExchangeMethod.ECP_256, KeyExchangeMethod.ECP_384);
    private static final List<KeyExchangeMethod> GROUPS_OF_3GPP =
            List.of(KeyExchangeMethod.ECP_256, KeyExchangeMethod.ECP_384, KeyExchangeMethod.MODP_2048);

    /** The default: AEADs, SHA-2, X25519 and the curves P-256 and P-384. */
    public static final SecurityProfile MODERN = new SecurityProfile(
            "modern",
            List.of(new IkeProposal(AEADS, PRFS, CURVES)),
            List.of(new ChildProposal(AEADS, SEQUENCE_NUMBERS, List.of())),
            CURVES);

    /**
     * {@link #MODERN}, and ML-KEM-768 as an additional key exchange (RFC 9370) with every peer that can do it: what is
     * recorded today stays secret from a quantum computer. It costs one round trip more and about 2.4 kB.
     */
    public static final SecurityProfile HYBRID = new SecurityProfile(
            "hybrid",
            List.of(
                    new IkeProposal(AEADS, PRFS, CURVES, List.of(List.of(KeyExchangeMethod.ML_KEM_768))),
                    new IkeProposal(AEADS, PRFS, CURVES)),
            MODERN.childProposals(),
            CURVES);

    /**
     * For networks of 3GPP, whose security gateways follow TS 33.210: AES-GCM with a 16-octet ICV, AES-CBC with
     * HMAC-SHA2, the groups 19, 20 and 14.
     */
    public static final SecurityProfile THREE_GPP = new SecurityProfile(
            "3gpp",
            List.of(
                    new IkeProposal(GCMS, List.of(Prf.HMAC_SHA2_256, Prf.HMAC_SHA2_384), GROUPS_OF_3GPP),
                    new IkeProposal(CBCS, List.of(Prf.HMAC_SHA2_256, Prf.HMAC_SHA2_384), GROUPS_OF_3GPP)),
            List.of(
                    new ChildProposal(GCMS, SEQUENCE_NUMBERS, List.of()),
                    new ChildProposal(CBCS, SEQUENCE_NUMBERS, List.of())),
            GROUPS_OF_3GPP);

    private static final List<SecurityProfile> NAMED = List.of(MODERN, HYBRID, THREE_GPP);

    /** Copies the lists. */
    public SecurityProfile {
        ikeProposals = List.copyOf(ikeProposals);
        childProposals = List.copyOf(childProposals);
        childKeyExchanges = List.copyOf(childKeyExchanges);
        if (ikeProposals.isEmpty() || childProposals.isEmpty() || childKeyExchanges.isEmpty()) {
            throw new IllegalArgumentException("the profile " + name
                    + " needs proposals for IKE SAs and for Child SAs, and a key exchange method for the latter");
        }
        if (childProposals.stream()
                .anyMatch(proposal -> !proposal.keyExchanges().isEmpty())) {
            throw new IllegalArgumentException("the profile " + name
                    + " has key exchanges in its Child proposals: list them as its Child key exchanges");
        }
        KeyExchangeChoices.require(childKeyExchanges, List.of());
    }

    /**
     * The profile of a name: {@code modern}, {@code hybrid} or {@code 3gpp}.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static SecurityProfile named(String name) {
        return NAMED.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no security profile " + name + "; there are "
                        + NAMED.stream().map(SecurityProfile::name).collect(Collectors.joining(", "))));
    }

    /**
     * IKE proposals as a rekey offers and accepts them for an IKE SA that has no additional key exchanges, since its peer
     * has none: with one key exchange.
     */
    public List<IkeProposal> rekeyedIkeProposals() {
        return ikeProposals.stream()
                .map(proposal -> proposal.withAdditionalKeyExchanges(List.of()))
                .distinct()
                .toList();
    }

    /**
     * Child proposals as they are offered and accepted in CREATE_CHILD_SA under an IKE SA that has additional key exchanges
     * (RFC 9370): with the same additional ones before all others.
     */
    public List<ChildProposal> childProposalsWithAdditionalKeyExchanges() {
        List<List<KeyExchangeMethod>> additional = ikeProposals.stream()
                .map(IkeProposal::additionalKeyExchanges)
                .filter(methods -> !methods.isEmpty())
                .findFirst()
                .orElse(List.of());
        // No method may take place twice.
        List<KeyExchangeMethod> first = childKeyExchanges.stream()
                .filter(method -> additional.stream().noneMatch(methods -> methods.contains(method)))
                .toList();
        List<ChildProposal> all = new ArrayList<>();
        if (!first.isEmpty()) {
            childProposals.forEach(proposal ->
                    all.add(new ChildProposal(proposal.encryption(), proposal.sequenceNumbers(), first, additional)));
        }
        all.addAll(childProposalsWithOptionalKeyExchange());
        return List.copyOf(all);
    }

    /** Child proposals with a key exchange, as they are offered for forward secrecy when a Child SA is rekeyed. */
    public List<ChildProposal> childProposalsWithKeyExchange() {
        return childProposals.stream()
                .map(proposal -> proposal.withKeyExchanges(childKeyExchanges))
                .toList();
    }

    /** Child proposals as they are accepted in CREATE_CHILD_SA: with a key exchange or without, as the peer likes. */
    public List<ChildProposal> childProposalsWithOptionalKeyExchange() {
        List<KeyExchangeMethod> optional = new ArrayList<>(childKeyExchanges);
        optional.add(KeyExchangeMethod.NONE);
        return childProposals.stream()
                .map(proposal -> proposal.withKeyExchanges(optional))
                .toList();
    }

    /**
     * The name; what exactly is in a profile {@link #ikeProposals} and {@link #childProposals} tell.
     */
    @Override
    public String toString() {
        return name;
    }
}
