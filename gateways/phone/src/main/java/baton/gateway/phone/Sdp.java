package baton.gateway.phone;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The session descriptions of demo telephones: one G.711 stream (RFC 4566, RFC 3264). */
final class Sdp {

    private static final Pattern CONNECTION = Pattern.compile("(?m)^c=IN IP4 ([0-9]{1,3}(?:\\.[0-9]{1,3}){3})\\s*$");
    private static final Pattern AUDIO = Pattern.compile("(?m)^m=audio ([0-9]{1,5}) ");
    private static final Pattern DIRECTION = Pattern.compile("(?m)^a=(sendrecv|sendonly|recvonly|inactive)\\s*$");

    private static final Pattern STREAM = Pattern.compile("(?m)^m=(\\S+) ([0-9]+)\\S* (\\S+) (.*)$");

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

    /** The first law that is offered for audio in the clear; empty if none is. */
    static Optional<G711> law(String sdp) {
        var audio = STREAM.matcher(sdp);
        while (audio.find()) {
            if (isAudio(audio)) {
                return Stream.of(audio.group(4).trim().split(" +"))
                        .flatMap(type ->
                                Stream.of(G711.values()).filter(law -> type.equals(String.valueOf(law.payloadType()))))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private static boolean isAudio(Matcher stream) {
        return stream.group(1).equals("audio")
                && stream.group(3).equals("RTP/AVP")
                && !stream.group(2).equals("0");
    }

    /** The answer of somebody who takes the first stream of audio with this law, and no other stream. */
    static String answer(String offer, InetSocketAddress here, long version, G711 law) {
        var address = here.getAddress().getHostAddress();
        var answer = new StringBuilder("v=0\r\no=mixer " + here.getPort() + " " + version + " IN IP4 " + address
                + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\n");
        var streams = STREAM.matcher(offer);
        var taken = false;
        while (streams.find()) {
            if (!taken && isAudio(streams)) {
                taken = true;
                answer.append("m=audio " + here.getPort() + " RTP/AVP " + law.payloadType() + "\r\na=rtpmap:"
                        + law.payloadType() + " " + law.encoding() + "/8000\r\na=" + answerTo(direction(offer))
                        + "\r\n");
            } else {
                answer.append("m=" + streams.group(1) + " 0 " + streams.group(3) + " "
                        + streams.group(4).trim() + "\r\n");
            }
        }
        return answer.toString();
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
                : address(connection.group(1)).map(address -> new InetSocketAddress(address, port));
    }

    /** Nothing is looked up: what strangers write is an address of four numbers, or none. */
    private static Optional<InetAddress> address(String written) {
        var numbers =
                Stream.of(written.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
        var bytes = new byte[numbers.length];
        for (var i = 0; i < numbers.length; i++) {
            if (numbers[i] > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) numbers[i];
        }
        try {
            var address = InetAddress.getByAddress(bytes);
            return Optional.of(address).filter(it -> !it.isAnyLocalAddress() && !it.isMulticastAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
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
