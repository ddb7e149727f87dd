package baton.engine.episode;

import java.util.Optional;

/**
 * What a customer's message is beside its text: {@code Content} in {@code episode_journal.proto}, where each field is explained.
 *
 * @param kind empty: just text
 * @param size in bytes; 0 if it is not known
 */
public record Content(String kind, String about, Optional<Place> place, String name, String mediaType, long size) {

    public static final Content TEXT = new Content("", "", Optional.empty(), "", "", 0);

    /** In degrees, WGS 84. */
    public record Place(double latitude, double longitude, String name) {}
}
