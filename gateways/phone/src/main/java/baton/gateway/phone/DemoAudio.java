package baton.gateway.phone;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audio of a demo telephone: one {@link ToneStream} per call, as the session descriptions of both ends have it. */
final class DemoAudio {

    private final String host;
    private final int tone;
    private @Nullable ToneStream stream;
    private long heardBefore;
    private long version;

    DemoAudio(String host, int tone) {
        this.host = host;
        this.tone = tone;
    }

    /** What we tell the other end. */
    String sdp(String direction) {
        if (stream == null) {
            stream = new ToneStream(host, tone);
        }
        version++;
        return Sdp.of(stream.local(), version, direction);
    }

    /** What the other end tells us: where it listens, and whether it does. */
    void follow(String sdp) {
        var there = Sdp.audio(sdp);
        if (stream == null || there.isEmpty()) {
            return;
        }
        switch (Sdp.direction(sdp)) {
            case "sendonly", "inactive" -> stream.beSilent();
            default -> stream.talkTo(there.get());
        }
    }

    /** How many packets have come in during this call or the last. */
    long heard() {
        return stream == null ? heardBefore : stream.heard();
    }

    /** The tones of those whom it hears now. */
    List<Integer> hears() {
        return stream == null ? List.of() : stream.hears();
    }

    void stop() {
        if (stream != null) {
            heardBefore = stream.heard();
            stream.stop();
            stream = null;
        }
    }
}
