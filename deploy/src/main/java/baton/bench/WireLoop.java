package baton.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * All WebSockets of a benchmark on one thread, which runs everything that they cause. Made by hand because who measures must not
 * take the processors from what is measured: one system call in, one out, no object per frame.
 */
final class WireLoop implements AutoCloseable {

    private static final int READ_BYTES = 256 * 1024;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ_BYTES);
    private final Set<SocketChannel> channels = ConcurrentHashMap.newKeySet();
    private final Consumer<Throwable> broken;
    private volatile boolean closed;

    /** @param broken hears of the first thing that goes wrong; then the loop has ended */
    WireLoop(Consumer<Throwable> broken) throws IOException {
        this.broken = broken;
        selector = Selector.open();
        thread = new Thread(this::run, "bench-wire");
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs it on the loop's thread, soon. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** From now on what comes in on this channel goes to this socket. */
    void add(SocketChannel channel, WireSocket socket) {
        channels.add(channel);
        execute(() -> {
            try {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, socket);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }

    /** The peer is slower than we: the socket is flushed when it can take more. */
    void awaitWritable(SocketChannel channel) {
        var key = channel.keyFor(selector);
        if (key != null) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    /** Hangs up on all of them: a channel whose selector is closed is still open. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(this::ready);
                for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
        } catch (IOException | RuntimeException failed) {
            if (!closed) {
                broken.accept(failed);
            }
        } finally {
            hangUp();
        }
    }

    private void hangUp() {
        try (selector) {
            for (var channel : channels) {
                channel.close();
            }
        } catch (IOException gone) {
            // It ends with the process at the latest.
        }
    }

    private void ready(SelectionKey key) {
        try {
            var socket = (WireSocket) key.attachment();
            if (key.isWritable() && socket.flush()) {
                key.interestOps(SelectionKey.OP_READ);
            }
            if (key.isReadable() && !read((SocketChannel) key.channel(), socket)) {
                key.cancel();
                socket.ended();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** @return false at the end of the stream */
    private boolean read(SocketChannel channel, WireSocket socket) throws IOException {
        incoming.clear();
        var count = channel.read(incoming);
        if (count > 0) {
            socket.received(incoming.flip());
        }
        return count >= 0;
    }
}
