package baton.gateway.phone;

import java.util.ArrayList;
import java.util.List;

/**
 * The tones by which demo telephones can be told apart: sines of whole periods in 25 ms, so that in a piece of that length they do
 * not disturb each other, however many there are at once.
 */
final class Tones {

    static final int CALLERS = 440;

    private static final int PIECE = 200;
    private static final int RATE = 8000;
    private static final int LOWEST = 600;
    private static final int STEP = 80;
    private static final int MANY = 12;
    private static final double AMPLITUDE = 8000;

    /** A tone that is heard has this part of the amplitude at least; the noise of G.711 is far below. */
    private static final double THRESHOLD = AMPLITUDE / 4;

    private final double[] piece = new double[PIECE];
    private int filled;
    private volatile List<Integer> heard = List.of();

    /** That of an agent's phone: the same for the same name. */
    static int of(String name) {
        return LOWEST + STEP * (name.chars().sum() % MANY);
    }

    /** One piece of it. */
    static short[] samples(int frequency) {
        var samples = new short[PIECE];
        for (var i = 0; i < PIECE; i++) {
            samples[i] = (short) (AMPLITUDE * Math.sin(2 * Math.PI * frequency * i / RATE));
        }
        return samples;
    }

    void listen(short sample) {
        piece[filled++] = sample;
        if (filled == PIECE) {
            filled = 0;
            heard = recognise();
        }
    }

    /** Those of the last piece, in ascending order. */
    List<Integer> heard() {
        return heard;
    }

    void forget() {
        heard = List.of();
    }

    private List<Integer> recognise() {
        var found = new ArrayList<Integer>();
        if (amplitude(CALLERS) > THRESHOLD) {
            found.add(CALLERS);
        }
        for (var i = 0; i < MANY; i++) {
            if (amplitude(LOWEST + STEP * i) > THRESHOLD) {
                found.add(LOWEST + STEP * i);
            }
        }
        return List.copyOf(found);
    }

    private double amplitude(int frequency) {
        double cosine = 0;
        double sine = 0;
        for (var i = 0; i < PIECE; i++) {
            cosine += piece[i] * Math.cos(2 * Math.PI * frequency * i / RATE);
            sine += piece[i] * Math.sin(2 * Math.PI * frequency * i / RATE);
        }
        return 2 * Math.hypot(cosine, sine) / PIECE;
    }
}
