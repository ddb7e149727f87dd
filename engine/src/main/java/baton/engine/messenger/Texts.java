package baton.engine.messenger;

import java.util.ArrayList;
import java.util.List;

/** Texts that are longer than what is taken on the other side. */
public final class Texts {

    private Texts() {}

    /** At most so many characters each, in order, nothing left out; an empty text is one piece. */
    public static List<String> pieces(String text, int most) {
        var pieces = new ArrayList<String>();
        var from = 0;
        while (text.codePointCount(from, text.length()) > most) {
            var to = text.offsetByCodePoints(from, most);
            pieces.add(text.substring(from, to));
            from = to;
        }
        pieces.add(text.substring(from));
        return pieces;
    }
}
