package baton.gateway.phone;

import org.jspecify.annotations.Nullable;

/** The audio of a demo telephone: one {@link ToneStream} per call, as the session descriptions of both ends have it. */
final class DemoAudio {

    private final String host;
    private @Nullable ToneStream stream;
    private long heardBefore;
    private long version;

    DemoAudio(String host) {
        this.host = host;
    }

    /** What we tell the other end. */
    String sdp(String direction) {
        if (stream == null) {
            stream = new ToneStream(host);
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

    void stop() {
        if (stream != null) {
            heardBefore = stream.heard();
            stream.stop();
            stream = null;
        }
    }
}
