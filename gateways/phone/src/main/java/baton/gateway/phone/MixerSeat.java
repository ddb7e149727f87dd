package baton.gateway.phone;

import java.net.InetSocketAddress;
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
    private G711 law = G711.A_LAW;
    /** Null if that end is not to hear anything. */
    private @Nullable InetSocketAddress place;

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

    /** What we say to this offer; null if nothing in it can be mixed. */
    @Nullable
    String answerTo(String offer) {
        var offered = Sdp.law(offer);
        if (offered.isEmpty()) {
            return null;
        }
        var direction = Sdp.direction(offer);
        var isDeaf = direction.equals("sendonly") || direction.equals("inactive");
        place = isDeaf ? null : Sdp.audio(offer).orElse(null);
        law = offered.get();
        if (place == null) {
            audio.beSilent();
        }
        version++;
        return Sdp.answer(offer, audio.local(), version, law);
    }

    /** Our answer has reached them, so it is they who want it, and nobody in whose name somebody else has called. */
    void wantsAudio() {
        if (place != null) {
            audio.talkTo(place, law);
        }
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
