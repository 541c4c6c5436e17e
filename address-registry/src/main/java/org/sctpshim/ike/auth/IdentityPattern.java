package org.sctpshim.ike.auth;

import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;
import org.sctpshim.ike.wire.IdentificationType;
import org.sctpshim.ike.wire.IpAddress;

/** Which identities an entry of the Peer Authorization Database is for (RFC 4301 section 4.4.3.1). */
public sealed interface IdentityPattern {
    /** Whether the entry is for a peer that calls itself so; what is malformed matches nothing but itself. */
    boolean matches(Identification claimed);

    /** Every domain name below one, with or without a dot before it: {@code ran.operator.example}. */
    static IdentityPattern below(String domain) {
        return new Below(domain);
    }

    /** Every mailbox at a domain and at the domains below it, with or without the sign before it. */
    static IdentityPattern mailboxAt(String domain) {
        return new MailboxAt(domain);
    }

    /** Every distinguished name below one in the form of RFC 2253, {@code O=Operator,C=SE}; that one too. */
    static IdentityPattern subtree(String distinguishedName) {
        return Subtree.of(distinguishedName);
    }

    /** Every address from one up to another, as literals: {@code 10.1.0.1}, {@code 10.1.0.99}. */
    static IdentityPattern addresses(String first, String last) {
        return new Addresses(IpAddress.parse(first), IpAddress.parse(last));
    }

    /** One identity of any type; key ids have no other pattern. Compared octet by octet. */
    record Exactly(Identification identification) implements IdentityPattern {
        @Override
        public boolean matches(Identification claimed) {
            return identification.equals(claimed);
        }

        @Override
        public String toString() {
            return "called " + identification;
        }
    }

    /** Every domain name below a domain, {@code operator.example} for {@code hss.core.operator.example}; not itself. */
    record Below(String domain) implements IdentityPattern {
        /** @throws IllegalArgumentException if it is no domain */
        public Below {
            domain = DomainText.parse(domain.startsWith(".") ? domain.substring(1) : domain);
        }

        @Override
        public boolean matches(Identification claimed) {
            return claimed.type().equals(IdentificationType.ID_FQDN)
                    && DomainText.isBelow(claimed.data().toUtf8(), domain);
        }

        @Override
        public String toString() {
            return "below " + domain;
        }
    }

    /** Every mailbox at a domain, and at the domains below it. */
    record MailboxAt(String domain) implements IdentityPattern {
        /** @throws IllegalArgumentException if it is no domain */
        public MailboxAt {
            domain = DomainText.parse(domain.startsWith("@") ? domain.substring(1) : domain);
        }

        @Override
        public boolean matches(Identification claimed) {
            String text = claimed.data().toUtf8();
            int at = text.lastIndexOf('@');
            String host = text.substring(at + 1);
            return claimed.type().equals(IdentificationType.ID_RFC822_ADDR)
                    && at > 0
                    && DomainText.isPrintable(text)
                    && (host.equalsIgnoreCase(domain) || DomainText.isBelow(host, domain));
        }

        @Override
        public String toString() {
            return "with a mailbox at " + domain;
        }
    }

    /**
     * Every distinguished name that begins with the parts of another, from the top of the tree; that one too.
     *
     * @param top in DER
     */
    record Subtree(Bytes top) implements IdentityPattern {
        /** @throws IllegalArgumentException if it is no distinguished name in DER */
        public Subtree {
            X500Name.getInstance(top.toArray());
        }

        /** The names below one in the form of RFC 2253, {@code O=Operator,C=SE}. */
        public static Subtree of(String distinguishedName) {
            return new Subtree(Names.distinguishedName(distinguishedName).data());
        }

        @Override
        public boolean matches(Identification claimed) {
            if (!claimed.type().equals(IdentificationType.ID_DER_ASN1_DN)) {
                return false;
            }
            try {
                RDN[] above = X500Name.getInstance(top.toArray()).getRDNs();
                RDN[] name = X500Name.getInstance(claimed.data().toArray()).getRDNs();
                boolean same = name.length >= above.length;
                for (int i = 0; same && i < above.length; i++) {
                    same = IETFUtils.rDNAreEqual(above[i], name[i]);
                }
                return same;
            } catch (IllegalArgumentException | IllegalStateException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return "below the name " + X500Name.getInstance(top.toArray());
        }
    }

    /** Every address from one up to another, both included and of one family. */
    record Addresses(IpAddress first, IpAddress last) implements IdentityPattern {
        /** @throws IllegalArgumentException if the two are not of one family, or not in order */
        public Addresses {
            if (first.isIpv4() != last.isIpv4() || first.compareTo(last) > 0) {
                throw new IllegalArgumentException("no range of addresses: " + first + " to " + last);
            }
        }

        @Override
        public boolean matches(Identification claimed) {
            IdentificationType type =
                    first.isIpv4() ? IdentificationType.ID_IPV4_ADDR : IdentificationType.ID_IPV6_ADDR;
            boolean comparable = claimed.type().equals(type)
                    && claimed.data().length() == first.octets().length();
            if (!comparable) {
                return false;
            }
            IpAddress address = new IpAddress(claimed.data());
            return address.compareTo(first) >= 0 && address.compareTo(last) <= 0;
        }

        @Override
        public String toString() {
            return "at " + first + " to " + last;
        }
    }
}
