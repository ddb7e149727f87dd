package baton.engine.episode;

import baton.engine.episode.Content.Place;
import baton.engine.episode.EpisodeEvent.DeliveryFailed;
import baton.engine.episode.EpisodeEvent.FileMissed;
import baton.engine.episode.EpisodeEvent.FileStored;
import baton.engine.episode.EpisodeEvent.LinkRequested;
import baton.engine.episode.EpisodeEvent.MessageForwarded;
import baton.engine.episode.EpisodeEvent.MessageSent;
import java.time.Instant;
import java.util.List;
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
        } else if (event instanceof FileStored e) {
            stored.getFileStoredBuilder()
                    .setNumber(e.number())
                    .setHash(e.hash())
                    .setSize(e.size())
                    .setMediaType(e.mediaType());
        } else if (event instanceof FileMissed e) {
            stored.getFileMissedBuilder().setNumber(e.number()).setCode(e.code());
        } else if (event instanceof LinkRequested e) {
            stored.getLinkRequestedBuilder()
                    .setChannel(e.channel())
                    .setAddress(e.address())
                    .setLanguage(e.language());
        } else if (event instanceof MessageSent e) {
            var sent = stored.getMessageSentBuilder()
                    .setMessageId(e.messageId())
                    .setAgentId(e.agentId())
                    .setText(e.text())
                    .setLegId(e.legId());
            out(e.content()).ifPresent(sent::setContent);
        }
    }

    static EpisodeEvent in(baton.protocol.journal.v1.MessageSent stored, Instant at) {
        var content = stored.hasContent() ? in(stored.getContent()) : Content.TEXT;
        return new MessageSent(
                stored.getMessageId(), stored.getAgentId(), stored.getText(), stored.getLegId(), content, at);
    }

    static EpisodeEvent in(baton.protocol.journal.v1.LinkRequested stored, Instant at) {
        return new LinkRequested(stored.getChannel(), stored.getAddress(), stored.getLanguage(), at);
    }

    static EpisodeEvent in(baton.protocol.journal.v1.FileStored stored, Instant at) {
        return new FileStored(stored.getNumber(), stored.getHash(), stored.getSize(), stored.getMediaType(), at);
    }

    static EpisodeEvent in(baton.protocol.journal.v1.FileMissed stored, Instant at) {
        return new FileMissed(stored.getNumber(), stored.getCode(), at);
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
                .setAboutNumber(content.aboutNumber())
                .setReference(content.reference())
                .setHash(content.hash());
        content.place().ifPresent(place -> out.getPlaceBuilder()
                .setLatitude(place.latitude())
                .setLongitude(place.longitude())
                .setName(place.name()));
        content.offered()
                .choices()
                .forEach(choice -> out.addChoicesBuilder().setId(choice.id()).setTitle(choice.title()));
        content.offered().template().ifPresent(template -> out.getTemplateBuilder()
                .setName(template.name())
                .setLanguage(template.language())
                .addAllValues(template.values()));
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
                stored.getAboutNumber(),
                stored.getReference(),
                stored.getHash(),
                offered(stored));
    }

    private static Offered offered(baton.protocol.journal.v1.Content stored) {
        var choices = stored.getChoicesList().stream()
                .map(choice -> new Offered.Choice(choice.getId(), choice.getTitle()))
                .toList();
        var template = stored.hasTemplate()
                ? Optional.of(new Offered.Template(
                        stored.getTemplate().getName(),
                        stored.getTemplate().getLanguage(),
                        List.copyOf(stored.getTemplate().getValuesList())))
                : Optional.<Offered.Template>empty();
        return choices.isEmpty() && template.isEmpty() ? Offered.NOTHING : new Offered(choices, template);
    }

    private static Place place(baton.protocol.journal.v1.Place stored) {
        return new Place(stored.getLatitude(), stored.getLongitude(), stored.getName());
    }
}
