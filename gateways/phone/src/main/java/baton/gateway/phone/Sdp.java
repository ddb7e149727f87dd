package baton.gateway.phone;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** The session descriptions of demo telephones: one G.711 stream (RFC 4566, RFC 3264). */
final class Sdp {

    private static final Pattern CONNECTION = Pattern.compile("(?m)^c=IN IP4 ([0-9.]{7,15})\\s*$");
    private static final Pattern AUDIO = Pattern.compile("(?m)^m=audio ([0-9]{1,5}) ");
    private static final Pattern DIRECTION = Pattern.compile("(?m)^a=(sendrecv|sendonly|recvonly|inactive)\\s*$");

    private Sdp() {}

    /** @param direction {@code "sendrecv"}, {@code "sendonly"}, {@code "recvonly"} or {@code "inactive"} */
    static String of(InetSocketAddress here, long version, String direction) {
        return String.join(
                "\r\n",
                "v=0",
                "o=baton " + here.getPort() + " " + version + " IN IP4 "
                        + here.getAddress().getHostAddress(),
                "s=-",
                "c=IN IP4 " + here.getAddress().getHostAddress(),
                "t=0 0",
                "m=audio " + here.getPort() + " RTP/AVP 8",
                "a=rtpmap:8 PCMA/8000",
                "a=" + direction,
                "");
    }

    /** Where the other end wants its audio; empty if it names no address of numbers. */
    static Optional<InetSocketAddress> audio(String sdp) {
        var connection = CONNECTION.matcher(sdp);
        var audio = AUDIO.matcher(sdp);
        if (!connection.find() || !audio.find()) {
            return Optional.empty();
        }
        var port = Integer.parseInt(audio.group(1));
        return port < 1 || port > 65535
                ? Optional.empty()
                : Optional.of(new InetSocketAddress(connection.group(1), port));
    }

    static String direction(String sdp) {
        var direction = DIRECTION.matcher(sdp);
        return direction.find() ? direction.group(1) : "sendrecv";
    }

    /** What fits to what the other end offers. */
    static String answerTo(String direction) {
        return switch (direction) {
            case "sendonly" -> "recvonly";
            case "recvonly" -> "sendonly";
            default -> direction;
        };
    }
}
