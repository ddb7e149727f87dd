package baton.gateway.phone;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Future;

/** Instead of a microphone: sends a tone, counts the packets that come back, and knows the tones in them. */
final class ToneStream {

    private final AudioStream audio;
    private final short[] tone;
    private final Tones ear = new Tones();
    private final Future<?> ticking;
    private volatile long heard;
    private int quiet;
    private int sent;

    ToneStream(String host, int frequency) {
        audio = new AudioStream(host);
        tone = Tones.samples(frequency);
        ticking = AudioStream.everyTick(this::tick);
    }

    InetSocketAddress local() {
        return audio.local();
    }

    /** Sends to there from now on. */
    void talkTo(InetSocketAddress there) {
        audio.talkTo(there, G711.A_LAW);
    }

    void beSilent() {
        audio.beSilent();
    }

    /** How many packets have come in. */
    long heard() {
        return heard;
    }

    /** The tones that come in now, as frequencies. */
    List<Integer> hears() {
        return ear.heard();
    }

    void stop() {
        ticking.cancel(false);
        audio.close();
    }

    private void tick() {
        var before = heard;
        audio.receive(this::listen);
        quiet = heard == before ? quiet + 1 : 0;
        if (quiet > 10) {
            ear.forget();
        }
        var samples = new int[G711.SAMPLES];
        for (var i = 0; i < samples.length; i++) {
            samples[i] = tone[sent++ % tone.length];
        }
        sent %= tone.length;
        audio.send(samples);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the one audio thread writes
    private void listen(short[] samples) {
        heard++;
        for (var sample : samples) {
            ear.listen(sample);
        }
    }
}
