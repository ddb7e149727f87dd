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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One G.711 stream over RTP (RFC 3550), 50 packets a second. One thread, the audio thread, serves all streams of a process. */
final class AudioStream {

    private static final Logger LOG = LoggerFactory.getLogger(AudioStream.class);
    private static final int HEADER = 12;
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "baton-demo-phone-audio");
        thread.setDaemon(true);
        return thread;
    });

    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final int source = ThreadLocalRandom.current().nextInt();
    private final ByteBuffer received = ByteBuffer.allocate(2048);
    private volatile G711 law = G711.A_LAW;
    private volatile @Nullable InetSocketAddress remote;
    private int number;

    AudioStream(String host) {
        try {
            channel = DatagramChannel.open();
            channel.bind(new InetSocketAddress(host, 0)).configureBlocking(false);
            local = (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every 20 ms, on the audio thread. One that fails is lost, and the next one comes all the same. */
    static Future<?> everyTick(Runnable tick) {
        Runnable guarded = () -> {
            try {
                tick.run();
            } catch (RuntimeException e) {
                LOG.debug("20 ms of audio lost: {}", e.toString());
            }
        };
        return CLOCK.scheduleAtFixedRate(guarded, 0, 20, TimeUnit.MILLISECONDS);
    }

    InetSocketAddress local() {
        return local;
    }

    /** Sends to there from now on. */
    void talkTo(InetSocketAddress there, G711 how) {
        law = how;
        remote = there;
    }

    void beSilent() {
        remote = null;
    }

    void close() {
        CLOCK.execute(() -> {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What has come in since the last time, packet by packet. On the audio thread. */
    void receive(Consumer<short[]> packets) {
        try {
            received.clear();
            while (channel.isOpen() && channel.receive(received) != null) {
                received.flip();
                if (received.remaining() > HEADER) {
                    packets.accept(samples(received));
                }
                received.clear();
            }
        } catch (IOException e) {
            remote = null; // the other end is gone; the call's signalling will say so
        }
    }

    private short[] samples(ByteBuffer packet) {
        var type = packet.get(1) & 0x7F;
        var how = type == G711.MU_LAW.payloadType() ? G711.MU_LAW : G711.A_LAW;
        packet.position(HEADER);
        var samples = new short[packet.remaining()];
        for (var i = 0; i < samples.length; i++) {
            samples[i] = how.decode(packet.get());
        }
        return samples;
    }

    /** Nothing if the other end is not to hear us. On the audio thread. */
    void send(int[] samples) {
        var there = remote;
        number++;
        if (there == null || !channel.isOpen()) {
            return;
        }
        var packet = ByteBuffer.allocate(HEADER + G711.SAMPLES)
                .put((byte) 0x80)
                .put((byte) law.payloadType())
                .putShort((short) number)
                .putInt(number * G711.SAMPLES)
                .putInt(source);
        for (var sample : samples) {
            packet.put(law.encode(Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample))));
        }
        try {
            channel.send(packet.flip(), there);
        } catch (IOException | RuntimeException e) {
            remote = null; // nothing can be sent there
        }
    }
}
