package baton.bench;

import java.nio.charset.StandardCharsets;

/** Finds the two or three things in a frame that a measurement needs, without reading all of it. */
final class Scan {

    private Scan() {}

    static byte[] pattern(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean startsWith(byte[] bytes, int from, int to, byte[] pattern) {
        return to - from >= pattern.length && matches(bytes, from, pattern);
    }

    /** Where the pattern ends, or -1 if it is not there. */
    static int after(byte[] bytes, int from, int to, byte[] pattern) {
        for (var at = from; at <= to - pattern.length; at++) {
            if (bytes[at] == pattern[0] && matches(bytes, at, pattern)) {
                return at + pattern.length;
            }
        }
        return -1;
    }

    /** The digits that begin there, as a number. */
    static int number(byte[] bytes, int at) {
        var number = 0;
        for (var i = at; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static boolean matches(byte[] bytes, int at, byte[] pattern) {
        for (var i = 0; i < pattern.length; i++) {
            if (bytes[at + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }
}
