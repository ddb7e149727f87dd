package baton.engine.tenant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pieces of what is too large for one message, until all are there. Not stored: who still wants it after a crash sends again. */
final class Uploads {

    /** At one time. The one that was begun first gives way: it was probably given up. */
    private static final int MOST = 8;

    /** About 24 MiB of configuration. */
    private static final int MOST_PIECES = 280;

    private final Map<String, List<String>> begun = new LinkedHashMap<>();

    /** Pieces come in order; a piece out of order makes the upload incomplete. */
    void keep(String uploadId, int piece, String content) {
        if (piece == 1) {
            begun.remove(uploadId);
            if (begun.size() == MOST) {
                begun.remove(begun.keySet().iterator().next());
            }
            begun.put(uploadId, new ArrayList<>());
        }
        var pieces = begun.get(uploadId);
        if (pieces != null && pieces.size() == piece - 1 && piece <= MOST_PIECES) {
            pieces.add(content);
        }
    }

    /** Everything, once; nothing if a piece is missing. */
    Optional<String> take(String uploadId, int pieces) {
        var kept = begun.remove(uploadId);
        return kept == null || kept.size() != pieces ? Optional.empty() : Optional.of(String.join("", kept));
    }
}
