package org.sctpshim.esp.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What we ask the kernel for is what {@code ip xfrm policy} then shows. */
class XfrmPoliciesTest {

    private TestNamespace namespace;
    private XfrmPolicies policies;

    @BeforeEach
    void makeNamespace() throws Exception {
        namespace = TestNamespace.create("xfrm");
        policies = namespace.call(XfrmPolicies::open);
    }

    @AfterEach
    void leave() {
        policies.close();
        namespace.close();
    }

    @Test
    void blocksAHostInBothDirections() throws Exception {
        XfrmPolicy in = XfrmPolicy.blockFrom(address("10.1.0.2"), 71);
        XfrmPolicy out = XfrmPolicy.to(address("fd01::2"), true, 71);
        policies.add(in);
        policies.add(out);
        assertThat(namespace.ip("xfrm policy"))
                .contains("src 10.1.0.2/32 dst 0.0.0.0/0 proto sctp\ndir in action block priority 71")
                .contains("src ::/0 dst fd01::2/128 proto sctp\ndir out action block priority 71");
        assertThat(policies.all()).containsExactlyInAnyOrder(in, out);
    }

    @Test
    void blocksAPort() throws Exception {
        XfrmPolicy in = XfrmPolicy.blockToPort(address("10.1.0.1"), 3868, 72);
        XfrmPolicy out = XfrmPolicy.blockFromPort(address("10.1.0.1"), 3868, 72);
        policies.add(in);
        policies.add(out);
        assertThat(namespace.ip("xfrm policy"))
                .contains("src 0.0.0.0/0 dst 10.1.0.1/32 proto sctp dport 3868\ndir in action block priority 72")
                .contains("src 10.1.0.1/32 dst 0.0.0.0/0 proto sctp sport 3868\ndir out action block priority 72");
        assertThat(policies.all()).containsExactlyInAnyOrder(in, out);
    }

    @Test
    void passesAMark() throws Exception {
        XfrmPolicy policy = XfrmPolicy.passMarked(true, 0x5c7b0001, 70);
        policies.add(policy);
        assertThat(namespace.ip("xfrm policy"))
                .contains("src ::/0 dst ::/0 proto sctp\ndir in priority 70")
                .contains("mark 0x5c7b0001/0xffffffff");
        assertThat(policies.all()).containsExactly(policy);
        policies.remove(policy);
        assertThat(namespace.ip("xfrm policy")).isEmpty();
    }

    @Test
    void addingAndRemovingTwiceDoesNoHarm() throws Exception {
        XfrmPolicy policy = XfrmPolicy.blockFrom(address("10.1.0.2"), 71);
        policies.add(policy);
        policies.add(policy);
        policies.remove(policy);
        policies.remove(policy);
        assertThat(policies.all()).isEmpty();
    }

    @Test
    void anotherProgramsPolicyIsNotReplaced() throws Exception {
        namespace.ip("xfrm policy add dir in src 10.1.0.2/32 dst 0.0.0.0/0 proto sctp priority 500 action allow");
        assertThatThrownBy(() -> policies.add(XfrmPolicy.blockFrom(address("10.1.0.2"), 71)))
                .isInstanceOf(SyscallException.class)
                .hasMessageContaining("EEXIST")
                .hasMessageContaining("src 10.1.0.2");
        assertThat(policies.all()).hasSize(1);
    }

    private static InetAddress address(String literal) throws Exception {
        return InetAddress.getByName(literal);
    }
}
