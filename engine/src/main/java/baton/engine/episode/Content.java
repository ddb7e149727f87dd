package baton.engine.episode;

import java.util.Optional;

/**
 * What a customer's message is beside its text: {@code Content} in {@code episode_journal.proto}, where each field is explained.
 *
 * @param kind empty: just text
 * @param size in bytes; 0 if it is not known
 * @param aboutNumber of the entry to which it refers; 0 if that is not on the timeline
 */
public record Content(
        String kind, String about, Optional<Place> place, String name, String mediaType, long size, int aboutNumber) {

    public static final Content TEXT = new Content("", "", Optional.empty(), "", "", 0, 0);

    /** What it refers to is the entry of this number. */
    Content about(int number) {
        return new Content(kind, about, place, name, mediaType, size, number);
    }

    /** In degrees, WGS 84. */
    public record Place(double latitude, double longitude, String name) {}
}
