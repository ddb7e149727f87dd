package baton.engine.survival;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** One connection to a node's port, on which nothing is said: it is there to break. */
final class Doorstep implements AutoCloseable {

    /** Hears, on a thread of the network, what becomes of the connection. At most one call ends it. */
    interface Listener {

        /** The process behind the port has accepted. */
        void opened();

        /** Nobody listens there: the machine itself has said so. */
        void refused();

        /** It broke, was closed, or could not be made for another reason; says nothing about who lives there. */
        void broke();
    }

    private final @Nullable AsynchronousSocketChannel channel;

    /**
     * Begins to knock.
     *
     * @param from the address of ours from which, as the cluster's own connections are made; empty for any
     */
    Doorstep(String from, InetSocketAddress address, Listener listener) {
        channel = address.isUnresolved() ? null : open(from);
        if (channel == null) {
            listener.broke();
            return;
        }
        channel.connect(address, listener, new CompletionHandler<Void, Listener>() {
            @Override
            public void completed(Void connected, Listener told) {
                told.opened();
                listen(channel, told);
            }

            @Override
            public void failed(Throwable failure, Listener told) {
                if (isRefusal(failure)) {
                    told.refused();
                } else {
                    told.broke();
                }
            }
        });
    }

    /**
     * Java has one exception for a refusal, a time-out of the kernel and other things; only the text of the errno tells. A host or network
     * that cannot be reached is no evidence: it may be our own cable.
     */
    static boolean isRefusal(Throwable failure) {
        return failure instanceof IOException
                && failure.getMessage() != null
                && failure.getMessage().startsWith("Connection refused");
    }

    private static @Nullable AsynchronousSocketChannel open(String from) {
        try {
            var socket = AsynchronousSocketChannel.open();
            return from.isEmpty() ? socket : bound(socket, from);
        } catch (IOException noSocket) {
            return null;
        }
    }

    private static AsynchronousSocketChannel bound(AsynchronousSocketChannel socket, String from) throws IOException {
        try {
            return socket.bind(new InetSocketAddress(from, 0));
        } catch (IOException | UnresolvedAddressException notOurs) {
            socket.close();
            throw new IOException(notOurs);
        }
    }

    private static void listen(AsynchronousSocketChannel channel, Listener listener) {
        channel.read(ByteBuffer.allocate(64), listener, new CompletionHandler<Integer, Listener>() {
            @Override
            public void completed(Integer bytes, Listener told) {
                if (bytes < 0) {
                    told.broke();
                } else {
                    listen(channel, told);
                }
            }

            @Override
            public void failed(Throwable failure, Listener told) {
                told.broke();
            }
        });
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException alreadyBroken) {
            // it is to be closed anyway
        }
    }
}
