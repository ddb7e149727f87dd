package baton.gateway.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Instead of a microphone: sends a 440 Hz tone as G.711 A-law over RTP (RFC 3550), 50 packets a second, and counts the packets
 * that come back. One thread does it for all demo telephones of a process.
 */
final class ToneStream {

    private static final int SAMPLES = 160;
    private static final int PAYLOAD_A_LAW = 8;
    private static final byte[] TONE = tone();
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "baton-demo-phone-audio");
        thread.setDaemon(true);
        return thread;
    });

    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final Future<?> ticking;
    private final int source = ThreadLocalRandom.current().nextInt();
    private final ByteBuffer received = ByteBuffer.allocate(2048);
    private volatile @Nullable InetSocketAddress remote;
    private volatile long heard;
    private int number;

    ToneStream(String host) {
        try {
            channel = DatagramChannel.open();
            channel.bind(new InetSocketAddress(host, 0)).configureBlocking(false);
            local = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ticking = CLOCK.scheduleAtFixedRate(this::tick, 0, 20, TimeUnit.MILLISECONDS);
    }

    InetSocketAddress local() {
        return local;
    }

    /** Sends to there from now on. */
    void talkTo(InetSocketAddress there) {
        remote = there;
    }

    void beSilent() {
        remote = null;
    }

    /** How many packets have come in. */
    long heard() {
        return heard;
    }

    void stop() {
        ticking.cancel(false);
        CLOCK.execute(() -> {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only the one audio thread writes
    private void tick() {
        try {
            received.clear();
            while (channel.receive(received) != null) {
                heard++;
                received.clear();
            }
            var there = remote;
            if (there != null) {
                channel.send(packet(), there);
            }
        } catch (IOException e) {
            remote = null; // the other end is gone; the call's signalling will say so
        }
    }

    private ByteBuffer packet() {
        number++;
        var packet = ByteBuffer.allocate(12 + SAMPLES)
                .put((byte) 0x80)
                .put((byte) PAYLOAD_A_LAW)
                .putShort((short) number)
                .putInt(number * SAMPLES)
                .putInt(source);
        for (var i = 0; i < SAMPLES; i++) {
            packet.put(TONE[(number * SAMPLES + i) % TONE.length]);
        }
        return packet.flip();
    }

    /** 200 samples are exactly eleven periods of 440 Hz at 8000 Hz. */
    private static byte[] tone() {
        var tone = new byte[200];
        for (var i = 0; i < tone.length; i++) {
            tone[i] = aLaw((int) (8000 * Math.sin(2 * Math.PI * 440 * i / 8000)));
        }
        return tone;
    }

    /** ITU-T G.711. */
    private static byte aLaw(int sample) {
        var sign = sample >= 0 ? 0xD5 : 0x55;
        var magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32767) >> 3;
        if (magnitude < 32) {
            return (byte) ((magnitude >> 1) ^ sign);
        }
        var exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 4;
        return (byte) (((exponent << 4) | ((magnitude >> exponent) & 0x0F)) ^ sign);
    }
}
