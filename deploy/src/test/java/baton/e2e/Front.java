package baton.e2e;

import baton.testbed.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A load balancer: one port, behind it the nodes in turns. A connection that a node refuses goes to the next one. */
final class Front implements AutoCloseable {

    private final ServerSocket door;
    private final List<Place> nodes;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Front(List<Place> nodes) {
        this.nodes = List.copyOf(nodes);
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("front", this::accept);
    }

    /** Where customers and agents connect to. */
    Place place() {
        var first = nodes.get(0);
        return new Place(door.getLocalPort(), first.sip(), first.management(), first.artery());
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var outside = remember(door.accept());
                var inside = connect();
                if (inside == null) {
                    forget(outside);
                } else {
                    start("in", () -> pass(outside, inside));
                    start("out", () -> pass(inside, outside));
                }
            } catch (IOException closed) {
                // the loop looks whether the door is
            }
        }
    }

    private Socket connect() {
        for (var attempt = 0; attempt < nodes.size(); attempt++) {
            var node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
            try {
                return remember(new Socket(InetAddress.getLoopbackAddress(), node.http()));
            } catch (IOException refused) {
                // the next one
            }
        }
        return null;
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
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
        door.close();
        open.forEach(this::forget);
    }
}
