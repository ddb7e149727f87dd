package baton.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One node's way to the database. Cut, it takes what is sent and delivers nothing, as a network that is down; nobody is told, and nothing ends. */
final class Road implements AutoCloseable {

    private static final int PIECE = 8_192;

    private final ServerSocket entry;
    private final int database;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean cut;

    /** @param database the port to which it leads */
    Road(int database) {
        this.database = database;
        try {
            entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("road", this::accept);
    }

    /** Where the node finds the database. */
    String address() {
        return "127.0.0.1:" + entry.getLocalPort();
    }

    synchronized void cut() {
        cut = true;
    }

    /** What was held up gets there. */
    synchronized void heal() {
        cut = false;
        notifyAll();
    }

    private synchronized void awaitPassable() throws InterruptedException {
        while (cut) {
            wait();
        }
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                var outside = remember(entry.accept());
                start("to the database", () -> join(outside));
            } catch (IOException closed) {
                // the loop looks whether the entry is
            }
        }
    }

    private void join(Socket outside) {
        try {
            var inside = remember(new Socket(InetAddress.getLoopbackAddress(), database));
            start("from the database", () -> pass(inside, outside));
            pass(outside, inside);
        } catch (IOException refused) {
            forget(outside);
        }
    }

    private void pass(Socket from, Socket to) {
        var piece = new byte[PIECE];
        try {
            for (var read = from.getInputStream().read(piece);
                    read >= 0;
                    read = from.getInputStream().read(piece)) {
                awaitPassable();
                to.getOutputStream().write(piece, 0, read);
            }
        } catch (IOException | InterruptedException broken) {
            // then both are
        } finally {
            forget(from);
            forget(to);
        }
    }

    private Socket remember(Socket socket) {
        open.add(socket);
        return socket;
    }

    private void forget(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // it is to be closed anyway
        }
    }

    private static void start(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        heal();
        entry.close();
        open.forEach(this::forget);
    }
}
