package org.sctpshim.examples.demo.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTest {
    @Test
    void aLineReadsBackAsTheSameEventEvenWithCommasInTheDetail() {
        Event event = new Event(42, "alpha", EventKind.IKE_SA_UP, "local=10.1.0.1 remote=10.1.0.2, first");
        assertThat(event.line()).isEqualTo("42,alpha,ike-sa-up,local=10.1.0.1 remote=10.1.0.2, first");
        assertThat(Event.ofLine(event.line())).isEqualTo(event);
    }

    @Test
    void everyKindHasAWordOfItsOwn() {
        for (EventKind kind : EventKind.values()) {
            assertThat(EventKind.ofWord(kind.word())).isEqualTo(kind);
        }
    }

    @Test
    void fieldsAreFoundByTheirWholeName() {
        Event event = new Event(1, "beta", EventKind.MESSAGE_RECEIVED, "seq=7 sentNs=900");
        assertThat(event.number("seq")).isEqualTo(7);
        assertThat(event.number("sentNs")).isEqualTo(900);
        assertThat(event.field("sent")).isEmpty();
        assertThatThrownBy(() -> event.number("dueNs")).hasMessageContaining("without dueNs=");
    }

    @Test
    void aHostOrDetailThatWouldBreakTheLineIsRefused() {
        assertThatThrownBy(() -> new Event(1, "al,pha", EventKind.CLOCK, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Event(1, "alpha", EventKind.CLOCK, "a\nb"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLogIsOnDiskBeforeItIsClosedAndReadsBack(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("alpha.csv");
        AtomicLong clock = new AtomicLong(1000);
        try (EventLog log = EventLog.create(file, "alpha", clock::incrementAndGet)) {
            log.addAt(1001, EventKind.MESSAGE_SENT, "seq=0 dueNs=1000");
            log.add(EventKind.FAILED, "two\nlines");
            assertThat(EventLogs.read(file))
                    .containsExactly(
                            new Event(1001, "alpha", EventKind.MESSAGE_SENT, "seq=0 dueNs=1000"),
                            new Event(1001, "alpha", EventKind.FAILED, "two lines"));
        }
    }

    @Test
    void aLastLineCutShortIsLeftOut(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("beta.csv");
        Files.writeString(file, "tNs,host,kind,detail\n5,beta,listening,port=1\n6,beta,conne");
        assertThat(EventLogs.read(file)).containsExactly(new Event(5, "beta", EventKind.LISTENING, "port=1"));
    }

    @Test
    void aFileThatIsNoLogIsRefusedWithItsName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("odd.csv");
        Files.writeString(file, "header\nwhat,is,this\n");
        assertThatThrownBy(() -> EventLogs.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("odd.csv is not an event log");
    }

    @Test
    void mergedLogsAreInOrderOfTimeAndWriteToOneFile(@TempDir Path folder) throws IOException {
        Event first = new Event(1, "beta", EventKind.LISTENING, "");
        Event second = new Event(2, "alpha", EventKind.CONNECTED, "");
        Event third = new Event(3, "beta", EventKind.CONNECTED, "");
        List<Event> merged = EventLogs.merge(List.of(List.of(second), List.of(first, third)));
        assertThat(merged).containsExactly(first, second, third);
        Path file = folder.resolve("events.csv");
        EventLogs.write(file, merged);
        assertThat(EventLogs.read(file)).isEqualTo(merged);
    }

    @Test
    void wallTimesAreLaidOnTheMonotonicClockByTheMedianReading() {
        WallClock clock = WallClock.of(List.of(
                new Event(100, "alpha", EventKind.CLOCK, "wallNs=1100"),
                new Event(200, "alpha", EventKind.CLOCK, "wallNs=1201"),
                new Event(300, "beta", EventKind.CLOCK, "wallNs=9999")));
        assertThat(clock.offsetNs()).isEqualTo(1001);
        assertThat(clock.toMonotonicNs(1501)).isEqualTo(500);
        assertThatThrownBy(() -> WallClock.of(List.of())).hasMessageContaining("no clock event");
    }
}
