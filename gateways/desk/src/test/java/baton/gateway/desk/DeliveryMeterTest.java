package baton.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import baton.protocol.client.v1.Entries;
import baton.protocol.client.v1.Entry;
import baton.protocol.client.v1.EpisodeView;
import baton.protocol.client.v1.Feed;
import baton.protocol.journal.v1.EpisodeEvent;
import baton.protocol.journal.v1.MessageReceived;
import baton.protocol.journal.v1.MessageSent;
import com.google.protobuf.Timestamp;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryMeterTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private DeliveryMeter meter = new DeliveryMeter(() -> NOW);

    @BeforeEach
    void begin() {
        Metrics.addRegistry(registry);
        meter = new DeliveryMeter(() -> NOW);
    }

    @AfterEach
    void end() {
        Metrics.removeRegistry(registry);
    }

    @Test
    void whatADeskCatchesUpOnIsNoDelivery() {
        meter.pushed(received(0, NOW.minusSeconds(60)));
        meter.pushed(received(1, NOW.minusSeconds(50)));
        meter.pushed(view("waiting"));

        assertThat(timer().count()).isZero();
    }

    @Test
    void whatCustomersWriteAfterwardsIsOne() {
        meter.pushed(received(0, NOW.minusSeconds(60)));
        meter.pushed(view("engaged"));

        meter.pushed(received(1, NOW.minusMillis(7)));

        assertThat(timer().count()).isEqualTo(1);
        assertThat(timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
    }

    @Test
    void whatAgentsWriteIsNotMeasured() {
        meter.pushed(view("engaged"));

        meter.pushed(
                entries(1, EpisodeEvent.newBuilder().setAt(at(NOW)).setMessageSent(MessageSent.getDefaultInstance())));

        assertThat(timer().count()).isZero();
    }

    @Test
    void aTranscriptThatBeginsAnewIsCaughtUpOnAgain() {
        meter.pushed(view("engaged"));
        meter.pushed(view("closed"));
        meter.pushed(received(0, NOW.minusSeconds(60)));
        meter.pushed(received(1, NOW.minusSeconds(60)));

        assertThat(timer().count()).isZero();
    }

    @Test
    void aClockThatIsAheadMeasuresNothingLessThanNothing() {
        meter.pushed(view("engaged"));

        meter.pushed(received(1, NOW.plusMillis(3)));

        assertThat(timer().count()).isEqualTo(1);
        assertThat(timer().totalTime(TimeUnit.MILLISECONDS)).isZero();
    }

    private Timer timer() {
        return registry.get("baton_desk_delivery").timer();
    }

    private static Feed view(String status) {
        return Feed.newBuilder()
                .setEpisode(EpisodeView.newBuilder().setEpisodeId("e1").setStatus(status))
                .build();
    }

    private static Feed received(int after, Instant at) {
        return entries(
                after,
                EpisodeEvent.newBuilder().setAt(at(at)).setMessageReceived(MessageReceived.getDefaultInstance()));
    }

    private static Feed entries(int after, EpisodeEvent.Builder event) {
        return Feed.newBuilder()
                .setEntries(Entries.newBuilder()
                        .setEpisodeId("e1")
                        .setAfter(after)
                        .setUpTo(after + 1)
                        .addEntries(Entry.newBuilder().setNumber(after + 1).setEvent(event)))
                .build();
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
