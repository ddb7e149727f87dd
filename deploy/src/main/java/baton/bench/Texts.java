package baton.bench;

import java.util.Random;

/** What people write, as far as machines care: small letters and spaces, all of the same length. */
final class Texts {

    static final int LENGTH = 300;

    private static final int WORD = 6;

    private Texts() {}

    static String next(Random random) {
        var text = new StringBuilder(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            text.append(i % WORD == WORD - 1 && i < LENGTH - 1 ? ' ' : (char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
