package org.sctpshim.esp.plane;

/**
 * The names and numbers by which a plane's entries in the kernel are told from everyone else's. Two planes of one network
 * namespace cannot share a device name; all other numbers may be changed where they meet something else's.
 *
 * @param deviceName of the TUN device, 1 to 15 octets
 * @param table number of the routing table that holds our routes
 * @param rulePriority of the rule that has SCTP looked up in that table; the numbers one below and one above are ours too.
 *     Rules of lower numbers that send SCTP elsewhere would take it away from us
 * @param policyPriority of the XFRM policies on guarded hosts; the numbers one below and one above are ours too. It must
 *     be lower than that of other policies on the same traffic
 * @param routeProtocol origin number of our routes and rules
 * @param mark carried by packets that we have opened, while they are on their way to the socket
 * @param mtuBytes the longest clear packet; less where a path takes less
 */
public record PlaneSettings(
        String deviceName, int table, int rulePriority, int policyPriority, int routeProtocol, int mark, int mtuBytes) {

    /** 1500 octets of Ethernet less what ESP adds. */
    public static final PlaneSettings DEFAULT = new PlaneSettings(
            "sctpshim0", 5132, 5132, 5132, 98, 0x5c7b0132, EspOverhead.USUAL.clearMtuBytes(1500, false));

    public PlaneSettings {
        if (table < 256) {
            throw new IllegalArgumentException("routing tables 0 to 255 are not for us, got " + table);
        }
        if (rulePriority < 2 || policyPriority < 2) {
            throw new IllegalArgumentException(
                    "priorities start at 2, got rule " + rulePriority + " and policy " + policyPriority);
        }
        if (mark == 0) {
            throw new IllegalArgumentException("mark 0 is what every packet has");
        }
        if (mtuBytes < 576 || mtuBytes > EspOverhead.MAX_CLEAR_BYTES) {
            throw new IllegalArgumentException(
                    "the MTU must be in 576.." + EspOverhead.MAX_CLEAR_BYTES + ", got " + mtuBytes);
        }
    }

    /** The same with another device name. */
    public PlaneSettings withDeviceName(String name) {
        return new PlaneSettings(name, table, rulePriority, policyPriority, routeProtocol, mark, mtuBytes);
    }

    int markRulePriority() {
        return rulePriority - 1;
    }

    int dropRulePriority() {
        return rulePriority + 1;
    }

    int passPolicyPriority() {
        return policyPriority - 1;
    }

    int portPolicyPriority() {
        return policyPriority + 1;
    }
}
