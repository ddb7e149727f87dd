package baton.engine.ingress;

import baton.engine.episode.Content;
import baton.engine.episode.EpisodeCommand.GetFile;
import baton.engine.episode.EpisodeCommand.StoredFile;
import baton.engine.sharding.Entities;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/** What a message is beside its text, in the words of the protocol and in those of episodes. */
final class Contents {

    private static final int MAX_ID = 128;
    private static final int MAX_NAME = 80;
    private static final int MAX_KIND = 40;
    private static final int MAX_REFERENCE = 2048;

    private Contents() {}

    /** Whatever a channel says; names are cut, they are for people only. A reference that is too long is none: nobody could fetch it. */
    static Content read(baton.protocol.journal.v1.Content said) {
        var place = said.getPlace();
        return new Content(
                cut(said.getKind(), MAX_KIND),
                cut(said.getAbout(), MAX_ID),
                said.hasPlace()
                        ? Optional.of(new Content.Place(
                                place.getLatitude(), place.getLongitude(), cut(place.getName(), MAX_NAME)))
                        : Optional.empty(),
                cut(said.getName(), MAX_NAME),
                cut(said.getMediaType(), MAX_NAME),
                said.getSize(),
                0,
                said.getReference().length() <= MAX_REFERENCE ? said.getReference() : "",
                said.getHash());
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** The file of an entry; empty if there is none, or not yet. */
    static CompletionStage<Optional<baton.protocol.journal.v1.Content>> file(
            Entities entities, String tenant, String episodeId, int number, boolean toCustomer) {
        return entities.ask(
                        entities.episode(tenant, episodeId),
                        (ActorRef<StoredFile> to) -> new GetFile(number, toCustomer, to))
                .thenApply(Contents::write);
    }

    private static Optional<baton.protocol.journal.v1.Content> write(StoredFile file) {
        return file.hash().isEmpty()
                ? Optional.empty()
                : Optional.of(baton.protocol.journal.v1.Content.newBuilder()
                        .setKind(file.kind())
                        .setName(file.name())
                        .setMediaType(file.mediaType())
                        .setSize(file.size())
                        .setHash(file.hash())
                        .build());
    }
}
