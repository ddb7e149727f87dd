package baton.e2e;

import static org.awaitility.Awaitility.await;

import baton.protocol.journal.v1.EpisodeEvent;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A customer's file that has been fetched from where the channel keeps it. */
record StoredFile(String name, String mediaType, long size, String hash) {

    /** The only one of this episode, when it is here. */
    static StoredFile of(DeskClient agent, String episode) {
        await().until(() -> agent.screen.entries(episode).values().stream().anyMatch(EpisodeEvent::hasFileStored));
        var entries = agent.screen.entries(episode);
        var stored = entries.values().stream()
                .filter(EpisodeEvent::hasFileStored)
                .reduce((one, another) -> {
                    throw new IllegalStateException("stored twice");
                })
                .orElseThrow()
                .getFileStored();
        var content = entries.get(stored.getNumber()).getMessageReceived().getContent();
        return new StoredFile(content.getName(), stored.getMediaType(), stored.getSize(), stored.getHash());
    }

    /** One that has kept its name and every byte. */
    static StoredFile as(String name, String mediaType, byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new StoredFile(name, mediaType, bytes.length, HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
