package baton.bench;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What people write, as far as machines care: small letters and spaces, all of the same length. */
final class Texts {

    static final int LENGTH = 300;

    private static final int WORD = 6;
    private static final int SOME = 64;

    private Texts() {}

    /** As many as it takes to make compression hard, always the same ones for the same seed. */
    static List<String> some(long seed) {
        var random = new Random(seed);
        return IntStream.range(0, SOME).mapToObj(i -> next(random)).toList();
    }

    static String next(Random random) {
        var text = new StringBuilder(LENGTH);
        for (var i = 0; i < LENGTH; i++) {
            text.append(i % WORD == WORD - 1 && i < LENGTH - 1 ? ' ' : (char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
