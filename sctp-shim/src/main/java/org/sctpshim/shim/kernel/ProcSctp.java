package org.sctpshim.shim.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.sctpshim.registry.SctpPathState;

/**
 * Reads the text of the kernel's SCTP tables, as Linux 4.19 and later writes them (net/sctp/proc.c):
 *
 * <pre>
 * assocs    ASSOC SOCK STY SST ST HBKT ASSOC-ID TX_QUEUE RX_QUEUE UID INODE LPORT RPORT LADDRS &lt;-&gt; RADDRS HBINT …
 * remaddr   ADDR ASSOC_ID HB_ACT RTO MAX_PATH_RTX REM_ADDR_RTX START STATE
 * </pre>
 *
 * A star in front of an address marks the primary one. Addresses are written in full, never as names.
 */
final class ProcSctp {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final int STATE = 4;
    private static final int ASSOCIATION_ID = 6;
    private static final int INODE = 10;
    private static final int LOCAL_PORT = 11;
    private static final int REMOTE_PORT = 12;
    private static final int FIRST_LOCAL_ADDRESS = 13;
    private static final String BETWEEN = "<->";

    private static final int REMADDR_COLUMNS = 8;

    private ProcSctp() {}

    /**
     * The associations in the text of {@code /proc/net/sctp/assocs}.
     *
     * @throws IOException if a line is not of the known form, naming it
     */
    static List<KernelAssociation> associations(String assocs) throws IOException {
        List<KernelAssociation> found = new ArrayList<>();
        for (String line : rows(assocs)) {
            try {
                found.add(association(BLANKS.split(line.strip(), -1)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw unknownForm("assocs", line, e);
            }
        }
        return found;
    }

    /**
     * The paths in the text of {@code /proc/net/sctp/remaddr}.
     *
     * @throws IOException if a line is not of the known form, naming it
     */
    static List<RemotePath> remotePaths(String remaddr) throws IOException {
        List<RemotePath> found = new ArrayList<>();
        for (String line : rows(remaddr)) {
            try {
                found.add(remotePath(BLANKS.split(line.strip(), -1)));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw unknownForm("remaddr", line, e);
            }
        }
        return found;
    }

    private static List<String> rows(String table) {
        return table.lines().skip(1).filter(line -> !line.isBlank()).toList();
    }

    private static KernelAssociation association(String[] words) {
        int word = FIRST_LOCAL_ADDRESS;
        Set<InetAddress> local = new LinkedHashSet<>();
        for (; !words[word].equals(BETWEEN); word++) {
            local.add(address(words[word]));
        }
        Set<InetAddress> remote = new LinkedHashSet<>();
        for (word++; isAddress(words[word]); word++) {
            remote.add(address(words[word]));
        }
        if (remote.isEmpty()) {
            throw new IllegalArgumentException("no remote address");
        }
        return new KernelAssociation(
                Integer.parseInt(words[ASSOCIATION_ID]),
                Integer.parseInt(words[STATE]),
                Long.parseLong(words[INODE]),
                Integer.parseInt(words[LOCAL_PORT]),
                Integer.parseInt(words[REMOTE_PORT]),
                local,
                remote);
    }

    private static RemotePath remotePath(String[] words) {
        if (words.length != REMADDR_COLUMNS) {
            throw new IllegalArgumentException("not " + REMADDR_COLUMNS + " columns");
        }
        return new RemotePath(
                address(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[3]), pathState(words[7]));
    }

    /** Codes of {@code enum sctp_spinfo_state}, include/uapi/linux/sctp.h. */
    private static SctpPathState pathState(String code) {
        return switch (code) {
            case "0" -> SctpPathState.INACTIVE;
            case "1" -> SctpPathState.POTENTIALLY_FAILED;
            case "2" -> SctpPathState.ACTIVE;
            case "3" -> SctpPathState.UNCONFIRMED;
            default -> throw new IllegalArgumentException("path state " + code);
        };
    }

    private static boolean isAddress(String word) {
        return word.indexOf('.') >= 0 || word.indexOf(':') >= 0;
    }

    private static InetAddress address(String word) {
        return AddressText.parse(word.startsWith("*") ? word.substring(1) : word);
    }

    private static IOException unknownForm(String table, String line, Exception cause) {
        return new IOException(
                "/proc/net/sctp/" + table + " has a line that this version cannot read: \"" + line + "\"", cause);
    }
}
