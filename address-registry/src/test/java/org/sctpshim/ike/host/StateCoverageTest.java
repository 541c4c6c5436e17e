package org.sctpshim.ike.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sctpshim.ike.crypto.Role;
import org.sctpshim.ike.crypto.SecurityProfile;
import org.sctpshim.ike.sa.DropReason;
import org.sctpshim.ike.sa.IkeDatagram;
import org.sctpshim.ike.wire.Bytes;
import org.sctpshim.ike.wire.DeletePayload;
import org.sctpshim.ike.wire.EapPayload;
import org.sctpshim.ike.wire.EncryptedFragmentPayload;
import org.sctpshim.ike.wire.EncryptedPayload;
import org.sctpshim.ike.wire.ExchangeType;
import org.sctpshim.ike.wire.IkeHeader;
import org.sctpshim.ike.wire.IkeMessage;
import org.sctpshim.ike.wire.MalformedMessageException;
import org.sctpshim.ike.wire.MessageReader;
import org.sctpshim.ike.wire.MessageWriter;
import org.sctpshim.ike.wire.NotifyPayload;
import org.sctpshim.ike.wire.NotifyType;
import org.sctpshim.ike.wire.Payload;
import org.sctpshim.ike.wire.PayloadType;
import org.sctpshim.ike.wire.UnknownPayload;

/**
 * What comes of every input in every phase, in one file that is read by people: {@code state-coverage.txt}. After a
 * change that is meant, {@code mvn -o -pl address-registry test -Dtest=StateCoverageTest -Dsnapshot.write=true} writes
 * it anew; then read the difference.
 */
class StateCoverageTest {
    private static final String FILE = "state-coverage.txt";
    private static final Bytes NOISE = Bytes.of(new byte[60]);
    private static final List<Integer> EXCHANGES = List.of(34, 35, 36, 37, 38, 43, 44, 99);
    private static final int MOST_ID = 4;

    private static final List<ExchangeType> PROTECTED = List.of(
            ExchangeType.IKE_INTERMEDIATE,
            ExchangeType.IKE_AUTH,
            ExchangeType.CREATE_CHILD_SA,
            ExchangeType.INFORMATIONAL,
            ExchangeType.IKE_FOLLOWUP_KE);

    private static final Map<String, Payload> CONTENTS = contents();

    private static Map<String, Payload> contents() {
        Map<String, Payload> all = new LinkedHashMap<>();
        all.put("a status notify", NotifyPayload.of(NotifyType.ADDITIONAL_TS_POSSIBLE));
        all.put("INVALID_SYNTAX", NotifyPayload.of(NotifyType.INVALID_SYNTAX));
        all.put("AUTHENTICATION_FAILED", NotifyPayload.of(NotifyType.AUTHENTICATION_FAILED));
        all.put("TEMPORARY_FAILURE", NotifyPayload.of(NotifyType.TEMPORARY_FAILURE));
        all.put("a delete of the IKE SA", DeletePayload.ikeSa());
        all.put("EAP", new EapPayload(Bytes.of((byte) 1)));
        all.put("an unknown payload", new UnknownPayload(new PayloadType(200), false, Bytes.EMPTY));
        all.put("an unknown critical payload", new UnknownPayload(new PayloadType(200), true, Bytes.EMPTY));
        return all;
    }

    /** A host in some phase, and the last datagram that it took and that it sent. */
    private record Stage(TestHost host, IkeDatagram taken, IkeHeader sent) {}

    private static final Map<String, Supplier<Stage>> PHASES = phases();

    private static Map<String, Supplier<Stage>> phases() {
        Map<String, Supplier<Stage>> all = new LinkedHashMap<>();
        all.put("InitSent", () -> initiator(SecurityProfile.MODERN, 0));
        all.put("IntermediateSent", () -> initiator(SecurityProfile.HYBRID, 1));
        all.put("AuthSent", () -> initiator(SecurityProfile.MODERN, 1));
        all.put("AuthSent after IntermediateSent", () -> initiator(SecurityProfile.HYBRID, 2));
        all.put("Established, initiator", () -> initiator(SecurityProfile.MODERN, 9));
        all.put("InitAnswered", () -> responder(SecurityProfile.MODERN, 1));
        all.put("IntermediateAwaited", () -> responder(SecurityProfile.HYBRID, 1));
        all.put("InitAnswered after IntermediateAwaited", () -> responder(SecurityProfile.HYBRID, 2));
        all.put("Established, responder", () -> responder(SecurityProfile.MODERN, 9));
        return all;
    }

    @Test
    void everyInputInEveryPhaseComesToWhatTheFileSays() throws IOException {
        List<String> lines = new ArrayList<>();
        PHASES.forEach((name, phase) -> lines.addAll(new Coverage(name, phase).all()));
        lines.addAll(authenticInputs());
        String now = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("snapshot.write")) {
            Files.writeString(Path.of("src/test/resources/org/sctpshim/ike/host", FILE), now);
        }
        assertThat(now).isEqualTo(snapshot());
    }

    private static String snapshot() throws IOException {
        if (Boolean.getBoolean("snapshot.write")) {
            return Files.readString(Path.of("src/test/resources/org/sctpshim/ike/host", FILE));
        }
        try (InputStream in = Objects.requireNonNull(StateCoverageTest.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Alpha after so many round trips. */
    private static Stage initiator(SecurityProfile profile, int rounds) {
        return stage(profile, rounds, true);
    }

    /** Beta after so many requests. */
    private static Stage responder(SecurityProfile profile, int rounds) {
        return stage(profile, rounds, false);
    }

    private static Stage stage(SecurityProfile profile, int rounds, boolean initiator) {
        Ladder ladder =
                new Ladder(HostSetup.alpha().profile(profile), HostSetup.beta().profile(profile));
        ladder.alpha.opens();
        IkeDatagram toAlpha = null;
        IkeDatagram toBeta = null;
        IkeHeader last = null;
        for (int round = 0; round < rounds; round++) {
            for (IkeDatagram datagram : ladder.alpha.sendsAll()) {
                ladder.beta.receives(datagram);
                toBeta = datagram;
                last = read(datagram).header();
            }
            if (!initiator && round == rounds - 1) {
                break;
            }
            for (IkeDatagram datagram : ladder.beta.sendsAll()) {
                ladder.alpha.receives(datagram);
                toAlpha = datagram;
                last = read(datagram).header();
            }
        }
        TestHost host = initiator ? ladder.alpha : ladder.beta;
        List<IkeDatagram> sent = host.sendsAll();
        if (!sent.isEmpty()) {
            last = read(sent.get(sent.size() - 1)).header();
        }
        IkeDatagram taken = initiator ? toAlpha : toBeta;
        IkeDatagram any = taken != null ? taken : TestHost.arriving(sent.get(0));
        return new Stage(host, any, Objects.requireNonNull(last));
    }

    /** The lines of one phase. A host is used again as long as nothing comes of what it is given. */
    private static final class Coverage {
        private final String name;
        private final Supplier<Stage> phase;
        private Stage stage;

        Coverage(String name, Supplier<Stage> phase) {
            this.name = name;
            this.phase = phase;
            this.stage = phase.get();
        }

        List<String> all() {
            List<String> lines = new ArrayList<>();
            boolean initiator = name.contains("Sent") || name.endsWith("initiator");
            for (int exchange : EXCHANGES) {
                for (boolean response : List.of(false, true)) {
                    ExchangeType type = new ExchangeType(exchange);
                    String what = type + (response ? " response" : " request");
                    lines.add(line(
                            what + " in clear",
                            ids(id -> message(
                                    header(type, response, !initiator, id),
                                    NotifyPayload.of(NotifyType.INVALID_SYNTAX)))));
                    lines.add(line(
                            what + " not authentic",
                            ids(id -> message(
                                    header(type, response, !initiator, id),
                                    new EncryptedPayload(PayloadType.N, NOISE)))));
                    lines.add(line(
                            what + " in a fragment that is not authentic",
                            ids(id -> message(
                                    header(type, response, !initiator, id),
                                    new EncryptedFragmentPayload(PayloadType.N, 1, 2, NOISE)))));
                }
            }
            lines.addAll(name.equals("InitSent") ? List.of() : authentic(initiator));
            for (NotifyType notify : name.equals("InitSent") ? known() : List.<NotifyType>of()) {
                lines.add(line(
                        "IKE_SA_INIT response with " + notify,
                        outcome(() -> message(
                                header(ExchangeType.IKE_SA_INIT, true, !initiator, 0), NotifyPayload.of(notify)))));
            }
            lines.add(line("the last message again", outcome(() -> stage.taken().content())));
            lines.add(line("another initiator SPI", outcome(() -> changed(0))));
            lines.add(line("another responder SPI", outcome(() -> changed(8))));
            lines.add(line("a later major version", outcome(() -> changed(17))));
            lines.add(line("nothing in a datagram", outcome(() -> Bytes.EMPTY)));
            lines.add(line("zeros", outcome(() -> NOISE)));
            lines.add(line("its deadline", deadline()));
            return lines;
        }

        /** What the peer itself may send, with the keys of the phase and whatever in it. */
        private List<String> authentic(boolean initiator) {
            List<String> lines = new ArrayList<>();
            Role peer = initiator ? Role.RESPONDER : Role.INITIATOR;
            for (ExchangeType type : PROTECTED) {
                for (boolean response : List.of(false, true)) {
                    CONTENTS.forEach((label, content) -> lines.add(line(
                            type + (response ? " response" : " request") + ", authentic, with " + label,
                            ids(id -> new Forger(stage.host(), peer)
                                    .sealed(header(type, response, !initiator, id), content)))));
                }
            }
            return lines;
        }

        private String line(String input, String outcome) {
            return name + " | " + input + " | " + outcome;
        }

        private IkeHeader header(ExchangeType type, boolean response, boolean fromInitiator, int id) {
            long initiatorSpi = stage.sent().initiatorSpi();
            long responderSpi = stage.sent().responderSpi() == 0 && response
                    ? 77
                    : stage.sent().responderSpi();
            return response
                    ? IkeHeader.response(initiatorSpi, responderSpi, type, fromInitiator, id)
                    : IkeHeader.request(initiatorSpi, responderSpi, type, fromInitiator, id);
        }

        /** The outcome for each message id, those that are alike together. */
        private String ids(IntFunction<Bytes> input) {
            Map<String, String> byOutcome = new LinkedHashMap<>();
            for (int id = 0; id <= MOST_ID; id++) {
                int messageId = id;
                byOutcome.merge(outcome(() -> input.apply(messageId)), Integer.toString(id), (a, b) -> a + "," + b);
            }
            return byOutcome.size() == 1
                    ? byOutcome.keySet().iterator().next()
                    : byOutcome.entrySet().stream()
                            .map(entry -> entry.getValue() + ": " + entry.getKey())
                            .collect(Collectors.joining("; "));
        }

        private Bytes changed(int octet) {
            byte[] octets = stage.taken().content().toArray();
            octets[octet] = (byte) (octets[octet] ^ 0x10);
            return Bytes.of(octets);
        }

        private String outcome(Supplier<Bytes> content) {
            return after(
                    () -> stage.host().receives(new IkeDatagram(stage.taken().endpoints(), content.get())));
        }

        private String deadline() {
            return after(() -> {
                stage.host().nowNs = stage.host().ike.deadlineNs();
                stage.host().timeout();
            });
        }

        private String after(Runnable input) {
            TestHost host = stage.host();
            host.events.clear();
            String before = standing(host);
            Map<DropReason, Long> drops = new EnumMap<>(DropReason.class);
            drops.putAll(host.ike.drops());
            input.run();
            List<String> seen = new ArrayList<>();
            host.ike.drops().forEach((reason, count) -> {
                if (count > drops.getOrDefault(reason, 0L)) {
                    seen.add("dropped as " + reason);
                }
            });
            boolean only = !seen.isEmpty();
            for (IkeDatagram datagram : host.sendsAll()) {
                only = false;
                seen.add("sends " + inWords(datagram));
            }
            for (HostEvent event : host.events) {
                only = false;
                seen.add(event.getClass().getSimpleName());
            }
            String standing = standing(host);
            if (!standing.equals(before)) {
                only = false;
                seen.add(standing);
            }
            if (!only) {
                stage = phase.get();
            }
            return seen.isEmpty() ? "nothing" : String.join(", ", seen);
        }
    }

    /** What an established responder answers to authentic requests with each notify, without data. */
    private static List<String> authenticInputs() {
        List<String> lines = new ArrayList<>();
        for (ExchangeType type : List.of(ExchangeType.INFORMATIONAL, ExchangeType.CREATE_CHILD_SA)) {
            for (NotifyType notify : known()) {
                ScriptedInitiator peer = new ScriptedInitiator(new TestHost(HostSetup.beta(), 2).listens());
                peer.establish();
                IkeMessage answer = peer.ask(type, NotifyPayload.of(notify));
                String said = answer.payloads().stream()
                        .map(payload -> payload instanceof NotifyPayload found
                                ? "N(" + found.kind() + ")"
                                : payload.type().toString())
                        .collect(Collectors.joining(" "));
                lines.add("Established, responder | authentic " + type + " request with " + notify + " | answers "
                        + (said.isEmpty() ? "nothing in it" : said) + ", " + standing(peer.victim));
            }
        }
        return lines;
    }

    private static List<NotifyType> known() {
        return IntStream.range(0, 65_536)
                .mapToObj(NotifyType::new)
                .filter(NotifyType::isKnown)
                .toList();
    }

    private static String standing(TestHost host) {
        int all = host.ike.sessionCount();
        int established = host.ike.establishedCount();
        return established + " established, " + (all - established) + " half open";
    }

    private static String inWords(IkeDatagram datagram) {
        IkeMessage message = read(datagram);
        IkeHeader header = message.header();
        String notifies = message.notifies()
                .filter(notify -> notify.kind().isError() || notify.is(NotifyType.COOKIE))
                .map(notify -> " N(" + notify.kind() + ")")
                .collect(Collectors.joining());
        return header.exchange() + (header.response() ? " response " : " request ") + header.messageId() + notifies;
    }

    private static Bytes message(IkeHeader header, Payload payload) {
        return Bytes.of(MessageWriter.write(IkeMessage.of(header, payload)));
    }

    private static IkeMessage read(IkeDatagram datagram) {
        try {
            return MessageReader.read(datagram.content().toArray());
        } catch (MalformedMessageException e) {
            throw new AssertionError(e);
        }
    }
}
