package baton.engine.episode;

import baton.engine.episode.Content.Place;
import baton.engine.episode.EpisodeEvent.DeliveryFailed;
import baton.engine.episode.EpisodeEvent.MessageForwarded;
import java.time.Instant;
import java.util.Optional;

/** What comes and goes over messengers, as the journal stores it: {@code episode_journal.proto}. */
final class DeliveryFormat {

    private DeliveryFormat() {}

    static void out(EpisodeEvent event, baton.protocol.journal.v1.EpisodeEvent.Builder stored) {
        if (event instanceof MessageForwarded e) {
            stored.getMessageForwardedBuilder()
                    .setLegId(e.legId())
                    .setNumber(e.number())
                    .setProviderId(e.providerId());
        } else if (event instanceof DeliveryFailed e) {
            stored.getDeliveryFailedBuilder()
                    .setLegId(e.legId())
                    .setNumber(e.number())
                    .setCode(e.code())
                    .setDetail(e.detail());
        }
    }

    static EpisodeEvent in(baton.protocol.journal.v1.MessageForwarded stored, Instant at) {
        return new MessageForwarded(stored.getLegId(), stored.getNumber(), stored.getProviderId(), at);
    }

    static EpisodeEvent in(baton.protocol.journal.v1.DeliveryFailed stored, Instant at) {
        return new DeliveryFailed(stored.getLegId(), stored.getNumber(), stored.getCode(), stored.getDetail(), at);
    }

    /** Empty for just text. */
    static Optional<baton.protocol.journal.v1.Content> out(Content content) {
        if (content.equals(Content.TEXT)) {
            return Optional.empty();
        }
        var out = baton.protocol.journal.v1.Content.newBuilder()
                .setKind(content.kind())
                .setAbout(content.about())
                .setName(content.name())
                .setMediaType(content.mediaType())
                .setSize(content.size())
                .setAboutNumber(content.aboutNumber());
        content.place().ifPresent(place -> out.getPlaceBuilder()
                .setLatitude(place.latitude())
                .setLongitude(place.longitude())
                .setName(place.name()));
        return Optional.of(out.build());
    }

    static Content in(baton.protocol.journal.v1.MessageReceived stored) {
        return stored.hasContent() ? in(stored.getContent()) : Content.TEXT;
    }

    private static Content in(baton.protocol.journal.v1.Content stored) {
        return new Content(
                stored.getKind(),
                stored.getAbout(),
                stored.hasPlace() ? Optional.of(place(stored.getPlace())) : Optional.empty(),
                stored.getName(),
                stored.getMediaType(),
                stored.getSize(),
                stored.getAboutNumber());
    }

    private static Place place(baton.protocol.journal.v1.Place stored) {
        return new Place(stored.getLatitude(), stored.getLongitude(), stored.getName());
    }
}
