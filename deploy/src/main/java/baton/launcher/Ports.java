package baton.launcher;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Map;

/** Says before anything is started whether a port can be had, and by which setting to choose another one. */
final class Ports {

    private Ports() {}

    /** The port that the environment names, or the default. */
    static int from(Map<String, String> environment, String setting, int standard) {
        var value = environment.get(setting);
        if (value == null) {
            return standard;
        }
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new Problem(setting + " is \"" + value + "\", expected a port from 1 to 65535.");
        }
        return Integer.parseInt(value);
    }

    /** @throws Problem if somebody listens on that TCP port */
    static void requireFreeTcp(String what, String host, int port, String setting) {
        // On Linux a server socket may be bound over connections that are still closing, not over a listener.
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port), 1);
        } catch (IOException taken) {
            throw refusal(what, "TCP", host, port, setting, taken);
        }
    }

    /** @throws Problem if somebody has bound that UDP port */
    static void requireFreeUdp(String what, String host, int port, String setting) {
        try (var probe = new DatagramSocket(null)) {
            probe.setReuseAddress(false);
            probe.bind(new InetSocketAddress(host, port));
        } catch (SocketException taken) {
            throw refusal(what, "UDP", host, port, setting, taken);
        }
    }

    private static Problem refusal(
            String what, String transport, String host, int port, String setting, IOException cause) {
        return new Problem(
                "%s needs %s port %d on %s, which cannot be had (%s); stop what uses it or choose another port with %s."
                        .formatted(what, transport, port, host, cause.getMessage(), setting),
                cause);
    }
}
