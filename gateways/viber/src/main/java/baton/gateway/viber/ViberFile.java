package baton.gateway.viber;

import baton.protocol.gateway.v1.OutboundFile;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How files go out: Viber fetches them, and the end of the address must say what they are. Pure. */
final class ViberFile {

    static final long LARGEST = 50_000_000;

    /** What a telephone of Apple shows; others show more. */
    private static final long LARGEST_PICTURE = 1_000_000;

    private static final long LARGEST_FILM = 26_000_000;

    /** The first one is put behind a name that has none of them. GIFs go as files: as pictures they would stand still. */
    private static final Map<String, List<String>> PICTURES =
            Map.of("image/jpeg", List.of(".jpg", ".jpeg"), "image/png", List.of(".png"));

    private static final Map<String, List<String>> FILMS = Map.of("video/mp4", List.of(".mp4"));

    private ViberFile() {}

    /** With an ending that Viber takes, where it wants one. */
    static OutboundFile named(OutboundFile file) {
        var endings = isPicture(file)
                ? PICTURES.getOrDefault(file.getMediaType(), List.of())
                : isFilm(file) ? FILMS.getOrDefault(file.getMediaType(), List.of()) : List.<String>of();
        var name = file.getName().toLowerCase(Locale.ROOT);
        return endings.isEmpty() || endings.stream().anyMatch(name::endsWith)
                ? file
                : file.toBuilder().setName(file.getName() + endings.get(0)).build();
    }

    static ObjectNode write(OutboundFile file, String address, ObjectNode out) {
        if (isPicture(file)) {
            return out.put("type", "picture").put("text", "").put("media", address);
        } else if (isFilm(file)) {
            return out.put("type", "video").put("media", address).put("size", file.getSize());
        }
        return out.put("type", "file")
                .put("media", address)
                .put("size", file.getSize())
                .put("file_name", file.getName());
    }

    private static boolean isPicture(OutboundFile file) {
        return PICTURES.containsKey(file.getMediaType()) && file.getSize() <= LARGEST_PICTURE;
    }

    private static boolean isFilm(OutboundFile file) {
        return FILMS.containsKey(file.getMediaType()) && file.getSize() <= LARGEST_FILM;
    }
}
