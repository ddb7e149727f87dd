package baton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** SIP over UDP on loopback for all callers and phones of a benchmark: one thread, which also keeps their time. */
final class SipWire implements AutoCloseable {

    /** Large enough that a pause of this process loses nothing: what is lost is sent again after half a second. */
    private static final int BUFFER_BYTES = 4 << 20;

    private static final int DATAGRAM_BYTES = 65_536;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::at));
    private final ByteBuffer incoming = ByteBuffer.allocate(DATAGRAM_BYTES);
    private final Consumer<Throwable> broken;
    private volatile boolean closed;

    private record Alarm(long at, Runnable action) {}

    /** One UDP port. */
    final class Line {

        private final DatagramChannel channel;

        private Line(DatagramChannel channel) {
            this.channel = channel;
        }

        int port() {
            try {
                return ((InetSocketAddress) channel.getLocalAddress()).getPort();
            } catch (IOException closedAlready) {
                throw new UncheckedIOException(closedAlready);
            }
        }

        /** Only on the wire's thread. */
        void send(String message, int toPort) {
            try {
                channel.send(ByteBuffer.wrap(SipMessage.bytes(message)), new InetSocketAddress("127.0.0.1", toPort));
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    /** What comes in on a line, with the port that it came from. */
    interface Listener {
        void heard(SipMessage message, int fromPort);
    }

    /** @param broken hears of the first thing that goes wrong; then the wire has ended */
    SipWire(Consumer<Throwable> broken) throws IOException {
        this.broken = broken;
        selector = Selector.open();
        var thread = new Thread(this::run, "bench-sip");
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens a line on a free port. */
    Line open(Listener listener) throws IOException {
        var channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.bind(new InetSocketAddress("127.0.0.1", 0));
        channel.configureBlocking(false);
        execute(() -> {
            try {
                channel.register(selector, SelectionKey.OP_READ, listener);
            } catch (IOException closedAlready) {
                throw new UncheckedIOException(closedAlready);
            }
        });
        return new Line(channel);
    }

    /** Runs it on the wire's thread, soon. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Runs it on the wire's thread after that time. Only on the wire's thread. */
    void after(long millis, Runnable action) {
        at(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), action);
    }

    /** Runs it on the wire's thread at that {@link System#nanoTime}. Only on the wire's thread. */
    void at(long nanoTime, Runnable action) {
        alarms.add(new Alarm(nanoTime, action));
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::read, untilNextAlarm());
                for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                ring();
            }
        } catch (ClosedSelectorException ended) {
            // By close().
        } catch (IOException | RuntimeException failed) {
            if (!closed) {
                broken.accept(failed);
            }
        }
    }

    /** At least 1 ms: 0 would mean for ever. */
    private long untilNextAlarm() {
        var next = alarms.peek();
        return next == null ? 1000 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.at() - System.nanoTime()));
    }

    private void ring() {
        var now = System.nanoTime();
        for (var alarm = alarms.peek(); alarm != null && alarm.at() <= now; alarm = alarms.peek()) {
            alarms.remove();
            alarm.action().run();
        }
    }

    private void read(SelectionKey key) {
        try {
            var channel = (DatagramChannel) key.channel();
            for (var from = channel.receive(incoming.clear()); from != null; from = channel.receive(incoming.clear())) {
                var text = StandardCharsets.UTF_8.decode(incoming.flip()).toString();
                ((Listener) key.attachment()).heard(SipMessage.parse(text), ((InetSocketAddress) from).getPort());
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
