package baton.gateway.phone;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Foreign session descriptions (RFC 4566), of which only a few lines are read or written; everything else stays as it is. Pure. */
final class SessionText {

    private static final Pattern ORIGIN =
            Pattern.compile("(?m)^o=(\\S+ \\S+) ([0-9]{1,30}) (\\S+ \\S+ [^\\s]+)[ \\t]*$");
    private static final Pattern NAMES = Pattern.compile("(?m)^[ost]=.*$");
    private static final Pattern DIRECTION =
            Pattern.compile("(?m)^a=(?:sendrecv|sendonly|recvonly|inactive)[ \\t]*(?:\\r?\\n|\\z)");
    private static final Pattern AUDIO = Pattern.compile("(?m)^m=audio [1-9]");
    private static final Pattern CONNECTION = Pattern.compile("(?m)^c=(.*)");
    private static final Pattern STREAM = Pattern.compile("(?m)^m=");
    private static final Pattern NO_ADDRESS = Pattern.compile("(?m)^c=IN IP4 0\\.0\\.0\\.0\\s*$");

    private SessionText() {}

    /** The {@code o=} line; empty if there is none that can be read. */
    static String origin(String sdp) {
        var line = ORIGIN.matcher(sdp.replace("\r", ""));
        return line.find() ? line.group() : "";
    }

    /**
     * The description as the next one after {@code origin} in the same dialog: whoever it comes from, its {@code o=} line is the
     * one that the peer knows, with a higher version (RFC 3264 section 8). If the partner of before has changed something, it stays as it is.
     *
     * @param origin the last {@code o=} line in this dialog; empty if there was none
     */
    static String goingOn(String origin, String sdp) {
        var before = ORIGIN.matcher(origin);
        var now = ORIGIN.matcher(origin(sdp));
        if (!before.find() || !now.find() || isNewer(before, now)) {
            return sdp;
        }
        var next = "o=" + before.group(1) + " " + version(before).add(BigInteger.ONE) + " " + before.group(3);
        return sdp.replaceFirst("(?m)^o=[^\\r\\n]*", Matcher.quoteReplacement(next));
    }

    /** The line with a version so much higher, for whoever does not know what has been said since. */
    static String later(String origin, int versions) {
        var line = ORIGIN.matcher(origin);
        return line.find()
                ? "o=" + line.group(1) + " " + version(line).add(BigInteger.valueOf(versions)) + " " + line.group(3)
                : origin;
    }

    private static boolean isNewer(Matcher before, Matcher now) {
        return before.group(1).equals(now.group(1))
                && before.group(3).equals(now.group(3))
                && version(before).compareTo(version(now)) < 0;
    }

    /** RFC 4566 section 5.2 recommends a time of 64 bits, and bounds nothing. */
    private static BigInteger version(Matcher origin) {
        return new BigInteger(origin.group(2));
    }

    /** The same with this direction for every stream. */
    static String directed(String sdp, String direction) {
        var without = DIRECTION.matcher(sdp).replaceAll("");
        var streams = STREAM.split(without, -1);
        var directed = new StringBuilder(streams[0]);
        for (int i = 1; i < streams.length; i++) {
            directed.append("m=").append(streams[i]);
            if (!streams[i].endsWith("\n")) {
                directed.append("\r\n");
            }
            directed.append("a=").append(direction).append("\r\n");
        }
        return directed.toString();
    }

    /** Whether it asks the other end to be silent. */
    static boolean holds(String sdp) {
        var direction = Sdp.direction(sdp);
        return direction.equals("sendonly")
                || direction.equals("inactive")
                || NO_ADDRESS.matcher(sdp).find();
    }

    /** Whether both say the same about streams, whatever their names and versions are. */
    static boolean isSame(String one, String other) {
        return streams(one).equals(streams(other));
    }

    private static String streams(String sdp) {
        return NAMES.matcher(sdp.replace("\r", ""))
                .replaceAll("")
                .replaceAll("\\n+", "\n")
                .strip();
    }

    /** Whether it says where audio can be sent; some who hold say nowhere. */
    static boolean hasPlace(String sdp) {
        return AUDIO.matcher(sdp).find() && !NO_ADDRESS.matcher(sdp).find();
    }

    /** Whether both want their audio at the same place. */
    static boolean isAtSamePlace(String one, String other) {
        return place(one).equals(place(other));
    }

    /** As it is written: what strangers write as an address is not to be looked up. */
    private static String place(String sdp) {
        var streams = STREAM.split(sdp, -1);
        var audio = Stream.of(streams)
                .skip(1)
                .filter(it -> it.startsWith("audio "))
                .findFirst()
                .orElse("");
        var own = CONNECTION.matcher(audio);
        var common = CONNECTION.matcher(streams[0]);
        var address = own.find() ? own.group(1) : common.find() ? common.group(1) : "";
        return address.strip() + " " + audio.replaceFirst("(?s)^(audio [^ /]*).*", "$1");
    }
}
