package baton.gateway.phone;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Somebody in a {@link MixerRoom}: a dialog, and a stream of audio. */
final class MixerSeat {

    /** Six packets: what comes too early waits, what is older is dropped. */
    private static final int BUFFER = 6 * G711.SAMPLES;

    private final CallerSide side;
    private final MixerRoom room;
    private final AudioStream audio;
    private final short[] waiting = new short[BUFFER];
    private final int[] said = new int[G711.SAMPLES];
    private int filled;
    private long version;
    private volatile long lastHeard = System.nanoTime();

    @Nullable
    Unacked unacked;

    MixerSeat(CallerSide side, MixerRoom room, String host) {
        this.side = side;
        this.room = room;
        this.audio = new AudioStream(host);
    }

    CallerSide side() {
        return side;
    }

    MixerRoom room() {
        return room;
    }

    /** What we say to this offer; also where the audio goes from now on. Null if nothing in it can be mixed. */
    @Nullable
    String answerTo(String offer) {
        var law = Sdp.law(offer);
        if (law.isEmpty()) {
            return null;
        }
        var direction = Sdp.direction(offer);
        var there = Sdp.audio(offer);
        if (there.isEmpty() || direction.equals("sendonly") || direction.equals("inactive")) {
            audio.beSilent();
        } else {
            audio.talkTo(there.get(), law.get());
        }
        version++;
        return Sdp.answer(offer, audio.local(), version, law.get());
    }

    void heardOf() {
        lastHeard = System.nanoTime();
    }

    boolean isSilentFor(Duration limit) {
        return System.nanoTime() - lastHeard > limit.toNanos();
    }

    void close() {
        audio.close();
    }

    // ---- on the audio thread

    /** The next 20 ms of what has come in; silence if nothing has. */
    int[] listen() {
        audio.receive(this::keep);
        var enough = filled >= G711.SAMPLES;
        for (var i = 0; i < said.length; i++) {
            said[i] = enough ? waiting[i] : 0;
        }
        if (enough) {
            filled -= G711.SAMPLES;
            System.arraycopy(waiting, G711.SAMPLES, waiting, 0, filled);
        }
        return said;
    }

    private void keep(short[] samples) {
        heardOf();
        if (samples.length > BUFFER - filled) {
            filled = 0;
        }
        var kept = Math.min(samples.length, BUFFER);
        System.arraycopy(samples, 0, waiting, filled, kept);
        filled += kept;
    }

    void hearOthers(int[] sum) {
        var others = new int[G711.SAMPLES];
        for (var i = 0; i < others.length; i++) {
            others[i] = sum[i] - said[i];
        }
        audio.send(others);
    }
}
