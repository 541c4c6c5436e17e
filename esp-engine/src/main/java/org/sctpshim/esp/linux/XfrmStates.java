package org.sctpshim.esp.linux;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's SAs in the network namespace of the thread that opened it. Layouts: {@code struct xfrm_usersa_info},
 * {@code xfrm_usersa_id}, {@code xfrm_algo_aead}, {@code xfrm_algo}, {@code xfrm_algo_auth} and {@code
 * xfrm_replay_state_esn} of {@code linux/xfrm.h}.
 *
 * <p>Threads: any.
 */
public final class XfrmStates implements Closeable {

    static final int STATE_BYTES = 224;

    private static final int XFRM_MSG_NEWSA = 16;
    private static final int XFRM_MSG_DELSA = 17;
    private static final int XFRM_MSG_GETSA = 18;
    private static final int XFRM_MSG_UPDSA = 26;

    private static final int XFRMA_ALG_CRYPT = 2;
    private static final int XFRMA_ENCAP = 4;
    private static final int XFRMA_LASTUSED = 15;
    private static final int XFRMA_ALG_AEAD = 18;
    private static final int XFRMA_ALG_AUTH_TRUNC = 20;
    private static final int XFRMA_REPLAY_ESN_VAL = 23;

    static final int XFRM_MODE_TUNNEL = 1;

    private static final int XFRM_MODE_TRANSPORT = 0;
    private static final int XFRM_STATE_ESN = 128;
    private static final int IPPROTO_ESP = 50;
    private static final int NAME_BYTES = 64;
    private static final int REPLAY_BYTES = 24;

    private static final int DESTINATION_AT = XfrmSelector.BYTES;
    private static final int SPI_AT = DESTINATION_AT + 16;
    private static final int PROTOCOL_AT = SPI_AT + 4;
    private static final int SOURCE_AT = SPI_AT + 8;
    private static final int CURRENT_AT = SOURCE_AT + 16 + 64;
    private static final int STATISTICS_AT = CURRENT_AT + 32;
    private static final int REQUEST_ID_AT = STATISTICS_AT + 16;
    private static final int FAMILY_AT = REQUEST_ID_AT + 4;

    private final NetlinkSocket socket;

    private XfrmStates(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** Opens a netlink socket. */
    public static XfrmStates open() throws IOException {
        return new XfrmStates(NetlinkSocket.open(NetlinkSocket.NETLINK_XFRM, "xfrm"));
    }

    /**
     * Adds an SA. What the kernel was sent of the key is overwritten here afterwards; the array is the caller's to wipe.
     *
     * @param key the algorithm's key material
     * @throws IOException if the kernel refuses: it has no ESP or not the algorithm, or an SA with this SPI is there
     */
    public void add(XfrmState state, byte[] key) throws IOException {
        NetlinkRequest request = new NetlinkRequest("add SA " + state, XFRM_MSG_NEWSA, flags());
        try {
            write(request, state, key);
            socket.execute(request);
        } finally {
            request.wipe();
        }
    }

    /**
     * Gives an SA that is there other UDP ports. Key, sequence numbers and replay window stay: the kernel takes nothing but
     * ports and limits from such a message, though it wants the whole of one.
     *
     * @param keyBytes how much key material the algorithm takes; what it is is not looked at
     * @throws IOException if the kernel refuses: the SA is gone, or is not encapsulated
     */
    public void movePorts(XfrmState state, int keyBytes) throws IOException {
        NetlinkRequest request = new NetlinkRequest("move SA " + state, XFRM_MSG_UPDSA, NetlinkRequest.NLM_F_ACK);
        socket.execute(write(request, state, new byte[keyBytes]));
    }

    private static int flags() {
        return NetlinkRequest.NLM_F_ACK | NetlinkRequest.NLM_F_CREATE | NetlinkRequest.NLM_F_EXCL;
    }

    /** Writes the whole of a message that adds an SA. */
    static NetlinkRequest write(NetlinkRequest request, XfrmState state, byte[] key) {
        boolean ipv6 = state.source().getAddress().length == 16;
        XfrmSelector.write(
                request,
                state.innerSource().getAddress().length == 16,
                state.innerSource(),
                state.sourcePort(),
                state.innerDestination(),
                state.destinationPort());
        XfrmSelector.address(request, state.destination())
                .spi(state.spi())
                .octet(IPPROTO_ESP)
                .zeros(3);
        XfrmSelector.address(request, state.source());
        limits(request, state.soft(), state.hard());
        request.zeros(32 + 12)
                .word(0)
                .word(state.requestId())
                .half(ipv6 ? Libc.AF_INET6 : Libc.AF_INET)
                .octet(state.tunnel() ? XFRM_MODE_TUNNEL : XFRM_MODE_TRANSPORT)
                .octet(0)
                .octet(state.esn() ? XFRM_STATE_ESN : 0)
                .zeros(7);
        algorithm(request, state.algorithm(), key);
        state.encapsulation().ifPresent(ports -> XfrmEncapsulation.write(request, XFRMA_ENCAP, ports));
        return request.attribute(XFRMA_REPLAY_ESN_VAL, replay(state.replayWindow()));
    }

    static NetlinkRequest limits(NetlinkRequest request, XfrmLimits soft, XfrmLimits hard) {
        return request.doubleWord(soft.bytes())
                .doubleWord(hard.bytes())
                .doubleWord(soft.packets())
                .doubleWord(hard.packets())
                .doubleWord(soft.seconds())
                .doubleWord(hard.seconds())
                .doubleWord(0)
                .doubleWord(0);
    }

    private static void algorithm(NetlinkRequest request, XfrmAlgorithm algorithm, byte[] key) {
        if (algorithm instanceof XfrmAlgorithm.Aead aead) {
            request.header(XFRMA_ALG_AEAD, NAME_BYTES + 8 + key.length);
            name(request, aead.name()).word(key.length * Byte.SIZE).word(aead.icvBits());
            request.octets(key).zeros(-key.length & 3);
        } else if (algorithm instanceof XfrmAlgorithm.EncryptThenMac both) {
            byte[] cipherKey = Arrays.copyOf(key, both.cipherKeyBytes());
            byte[] macKey = Arrays.copyOfRange(key, both.cipherKeyBytes(), key.length);
            request.header(XFRMA_ALG_AUTH_TRUNC, NAME_BYTES + 8 + macKey.length);
            name(request, both.mac()).word(macKey.length * Byte.SIZE).word(both.icvBits());
            request.octets(macKey).zeros(-macKey.length & 3);
            request.header(XFRMA_ALG_CRYPT, NAME_BYTES + 4 + cipherKey.length);
            name(request, both.cipher()).word(cipherKey.length * Byte.SIZE);
            request.octets(cipherKey).zeros(-cipherKey.length & 3);
            Arrays.fill(cipherKey, (byte) 0);
            Arrays.fill(macKey, (byte) 0);
        }
    }

    private static NetlinkRequest name(NetlinkRequest request, String name) {
        byte[] octets = name.getBytes(StandardCharsets.US_ASCII);
        return request.octets(octets).zeros(NAME_BYTES - octets.length);
    }

    /** {@code xfrm_replay_state_esn}: words of bitmap, four sequence halves, window. The kernel makes the bitmap. */
    private static byte[] replay(int window) {
        return ByteBuffer.allocate(REPLAY_BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(0, (window + Integer.SIZE - 1) / Integer.SIZE)
                .putInt(REPLAY_BYTES - Integer.BYTES, window)
                .array();
    }

    /** Removes an SA; one that is gone already is fine. */
    public void remove(int spi, InetAddress destination) throws IOException {
        String what = "remove SA spi 0x" + Integer.toHexString(spi) + " to " + destination.getHostAddress();
        try {
            socket.execute(id(new NetlinkRequest(what, XFRM_MSG_DELSA, NetlinkRequest.NLM_F_ACK), spi, destination));
        } catch (SyscallException e) {
            if (!e.is(Errno.ENOENT) && !e.is(Errno.ESRCH)) {
                throw e;
            }
        }
    }

    /** What was done under an SA, empty if it is gone. */
    public Optional<XfrmUsage> usage(int spi, InetAddress destination) throws IOException {
        String what = "read SA spi 0x" + Integer.toHexString(spi) + " to " + destination.getHostAddress();
        try {
            return socket.query(id(new NetlinkRequest(what, XFRM_MSG_GETSA, 0), spi, destination)).stream()
                    .findFirst()
                    .map(XfrmStates::read);
        } catch (SyscallException e) {
            if (e.is(Errno.ESRCH)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All SAs of ESP, whoever added them. */
    public List<XfrmUsage> all() throws IOException {
        List<XfrmUsage> found = new ArrayList<>();
        for (NetlinkMessage message :
                socket.query(new NetlinkRequest("list SAs", XFRM_MSG_GETSA, NetlinkRequest.NLM_F_DUMP))) {
            if (message.octet(PROTOCOL_AT) == IPPROTO_ESP) {
                found.add(read(message));
            }
        }
        return found;
    }

    private static NetlinkRequest id(NetlinkRequest request, int spi, InetAddress destination) {
        return XfrmSelector.address(request, destination)
                .spi(spi)
                .half(SocketAddressCodec.family(destination))
                .octet(IPPROTO_ESP)
                .zeros(1);
    }

    /** Reads the {@code xfrm_usersa_info} at the start of a message, and the attributes behind it. */
    private static XfrmUsage read(NetlinkMessage message) {
        message.attributesFrom(STATE_BYTES);
        boolean ipv6 = isIpv6(message);
        return new XfrmUsage(
                spi(message),
                XfrmSelector.address(message, SOURCE_AT, ipv6),
                destination(message),
                message.word(REQUEST_ID_AT),
                message.doubleWord(CURRENT_AT + 8),
                message.doubleWord(CURRENT_AT),
                Integer.toUnsignedLong(message.word(STATISTICS_AT))
                        + Integer.toUnsignedLong(message.word(STATISTICS_AT + 4)),
                Integer.toUnsignedLong(message.word(STATISTICS_AT + 8)),
                message.longNumber(XFRMA_LASTUSED, 0));
    }

    static int spi(NetlinkMessage message) {
        return message.spi(SPI_AT);
    }

    static InetAddress destination(NetlinkMessage message) {
        return XfrmSelector.address(message, DESTINATION_AT, isIpv6(message));
    }

    private static boolean isIpv6(NetlinkMessage message) {
        return message.half(FAMILY_AT) == Libc.AF_INET6;
    }

    @Override
    public void close() {
        socket.close();
    }
}
