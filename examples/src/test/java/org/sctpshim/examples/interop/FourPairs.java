package org.sctpshim.examples.interop;

import java.io.IOException;
import java.util.List;
import org.sctpshim.examples.lab.LabHost;

/**
 * Two addresses at each end, and a Child SA of strongSwan's mode {@code transport_proxy} for each of the four pairs,
 * named {@code pair11} to {@code pair22}: first its own address's number, then the shim's.
 */
final class FourPairs {
    static final String THEIR_END = "10.1.0.2,10.2.0.2:2906";
    private static final List<Integer> NUMBERS = List.of(1, 2);
    private static final String CONNECTION = """
            connections {
                shim {
                    version = 2
                    local_addrs = 10.1.0.2, 10.2.0.2
                    remote_addrs = 10.1.0.1, 10.2.0.1
                    proposals = aes128gcm16-prfsha256-x25519
                    mobike = yes
                    local { auth = psk
                            id = beta.example }
                    remote { auth = psk
                             id = alpha.example }
                    children {
                        %s
                    }
                }
            }
            secrets {
                ike-shim {
                    id-1 = alpha.example
                    id-2 = beta.example
                    secret = "one secret for two"
                }
            }
            """;
    private static final String CHILD = """
            pair%1$d%2$d {
                mode = transport_proxy
                local_ts = 10.%1$d.0.2/32[sctp/2906]
                remote_ts = 10.%2$d.0.1/32[sctp/2905]
                esp_proposals = aes128gcm16
                %3$s
            }
            """;

    /** What the shim is told. */
    static final List<String> SHIM = List.of(
            "name=alpha.example",
            "local=10.1.0.1,10.2.0.1:2905",
            "peer=beta.example",
            "remote=10.1.0.2,10.2.0.2:2906",
            "secret=one secret for two",
            "addresses=vouched");

    private FourPairs() {}

    /** One of the four. */
    interface Use {
        void of(int theirs, int ours);
    }

    static void each(Use use) {
        for (int theirs : NUMBERS) {
            for (int ours : NUMBERS) {
                use.of(theirs, ours);
            }
        }
    }

    /** Tells strongSwan, which makes the policies of its kernel itself. */
    static void configure(StrongSwan strongSwan) throws IOException {
        configure(strongSwan, "");
    }

    /** Tells strongSwan, and its kernel the policies, which outlast any of its SAs. */
    static void configureWithPoliciesApart(StrongSwan strongSwan, LabHost host) throws IOException {
        configure(strongSwan, "policies = no\nreqid = %d%d");
        each((theirs, ours) -> {
            addPolicy(host, "out", "10." + theirs + ".0.2", "2906", "10." + ours + ".0.1", "2905", theirs, ours);
            addPolicy(host, "in", "10." + ours + ".0.1", "2905", "10." + theirs + ".0.2", "2906", theirs, ours);
        });
    }

    private static void configure(StrongSwan strongSwan, String more) throws IOException {
        StringBuilder children = new StringBuilder();
        each((theirs, ours) -> children.append(CHILD.formatted(theirs, ours, more.formatted(theirs, ours))));
        strongSwan.load(CONNECTION.formatted(children));
    }

    private static void addPolicy(
            LabHost host,
            String direction,
            String source,
            String port,
            String target,
            String targetPort,
            int theirs,
            int ours) {
        String words = "ip xfrm policy add dir %s src %s dst %s proto sctp sport %s dport %s"
                .formatted(direction, source, target, port, targetPort);
        host.run("sh", "-c", words + " tmpl proto esp mode transport reqid " + theirs + ours);
    }
}
