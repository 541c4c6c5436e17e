package org.sctpshim.ike.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.Identification;

class CanonicalIdentityTest {
    private static CanonicalIdentity of(Identification identification) {
        return CanonicalIdentity.of(identification);
    }

    @Test
    void domainsAreComparedWithoutRegardToCaseAndMailboxesInTheirDomainOnly() {
        assertThat(of(Identification.fqdn("A.example"))).isEqualTo(of(Identification.fqdn("a.EXAMPLE")));
        assertThat(of(Identification.email("Ops@A.example"))).isEqualTo(of(Identification.email("Ops@a.example")));
        assertThat(of(Identification.email("Ops@a.example"))).isNotEqualTo(of(Identification.email("ops@a.example")));
    }

    @Test
    void distinguishedNamesAreComparedAsX500ComparesThem() {
        assertThat(of(Names.distinguishedName("CN=hss, O=Operator,  C=SE")))
                .isEqualTo(of(Names.distinguishedName("cn=HSS,o=operator,c=se")))
                .isNotEqualTo(of(Names.distinguishedName("CN=hss,O=Operator")));
        assertThat(of(Names.distinguishedName("CN=hss,O=Operator"))).hasToString("cn=hss,o=operator");
    }

    @Test
    void whatIsOpaqueOrNoNameAtAllIsComparedOctetByOctet() {
        assertThat(of(Identification.keyId(Bytes.utf8("A")))).isNotEqualTo(of(Identification.keyId(Bytes.utf8("a"))));
        assertThat(of(Identification.derDn(Bytes.ofHex("30ff"))))
                .isEqualTo(of(Identification.derDn(Bytes.ofHex("30ff"))));
    }

    @Test
    void equalNamesOfDifferentTypesAreDifferentIdentities() {
        assertThat(of(Identification.fqdn("a"))).isNotEqualTo(of(Identification.keyId(Bytes.utf8("a"))));
    }
}
