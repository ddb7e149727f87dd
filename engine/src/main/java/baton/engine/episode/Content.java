package baton.engine.episode;

import java.util.Optional;
import java.util.Set;

/**
 * What a message is beside its text: {@code Content} in {@code episode_journal.proto}, where each field is explained.
 *
 * @param kind empty: just text
 * @param size in bytes; 0 if it is not known
 * @param aboutNumber of the entry to which it refers; 0 if that is not on the timeline
 * @param reference under which the provider gives a file out; may be a secret; empty if there is none
 * @param hash of a file that is here; empty if none is
 * @param offered of an agent's text
 */
public record Content(
        String kind,
        String about,
        Optional<Place> place,
        String name,
        String mediaType,
        long size,
        int aboutNumber,
        String reference,
        String hash,
        Offered offered) {

    static final String EDIT = "edit";
    static final String DELETION = "deletion";

    private static final Set<String> ABOUT_ANOTHER = Set.of(EDIT, DELETION, "reaction");

    /** From a node of the release before this one nothing comes that it does not know. */
    public Content {
        offered = offered == null ? Offered.NOTHING : offered;
    }

    public static final Content TEXT = new Content("", "", Optional.empty(), "", "", 0, 0);

    /** Without a file. */
    public Content(
            String kind,
            String about,
            Optional<Place> place,
            String name,
            String mediaType,
            long size,
            int aboutNumber) {
        this(kind, about, place, name, mediaType, size, aboutNumber, "", "");
    }

    public Content(
            String kind,
            String about,
            Optional<Place> place,
            String name,
            String mediaType,
            long size,
            int aboutNumber,
            String reference,
            String hash) {
        this(kind, about, place, name, mediaType, size, aboutNumber, reference, hash, Offered.NOTHING);
    }

    /** A text with buttons, or one that goes out as a template. */
    public static Content offering(Offered offered) {
        return new Content("", "", Optional.empty(), "", "", 0, 0, "", "", offered);
    }

    /** What becomes of an agent's earlier message: {@link #EDIT} or {@link #DELETION}. */
    static Content amending(String kind, int number) {
        return new Content(kind, "", Optional.empty(), "", "", 0, number);
    }

    /** What it refers to is the entry of this number. */
    Content about(int number) {
        return new Content(kind, about, place, name, mediaType, size, number, reference, hash, offered);
    }

    /** Whether there is a file, and it has to be fetched. */
    boolean isAwaited() {
        return !reference.isEmpty() && hash.isEmpty();
    }

    /** Whether there is nothing but words, be it that they answer something. */
    boolean isJustText() {
        return kind.isEmpty() && hash.isEmpty() && place.isEmpty();
    }

    /** Whether it is no message of its own: an edit, a deletion or a reaction. */
    boolean isAboutAnother() {
        return ABOUT_ANOTHER.contains(kind);
    }

    /** Without what nobody may know. */
    Content withoutReference() {
        return new Content(kind, about, place, name, mediaType, size, aboutNumber, "", hash, offered);
    }

    /** The reference may be a secret, names are nobody's business. */
    @Override
    public String toString() {
        return "Content[" + kind + "]";
    }

    /** In degrees, WGS 84. */
    public record Place(double latitude, double longitude, String name) {}
}
