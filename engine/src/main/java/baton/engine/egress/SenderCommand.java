package baton.engine.egress;

import baton.engine.NodeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a {@link Sender} can be asked to do. All but {@link SendOut}, {@link MarkRead} and {@link KeepConnected} it says to itself. */
public sealed interface SenderCommand {

    /**
     * Hand this entry to the provider. Said again it is the same message.
     *
     * @param since when it was written
     * @param notAfter from then on nobody wants it any more; empty: as long as settings say
     * @param amends what it changes; empty if it is a message of its own
     * @param proofLanguage of a link that proves the address, see {@code OutboundMessage} in {@code gateway.proto}; empty: it is none
     */
    record SendOut(
            String episodeId,
            int number,
            String legId,
            String address,
            String text,
            Optional<Attachment> file,
            Offering offering,
            Instant since,
            Optional<Instant> notAfter,
            String proofLanguage,
            Optional<Amends> amends)
            implements SenderCommand, NodeMessage {

        /** From a node of the release before this one nothing comes that it does not know. */
        public SendOut {
            offering = offering == null ? Offering.NOTHING : offering;
            notAfter = notAfter == null ? Optional.empty() : notAfter;
            proofLanguage = proofLanguage == null ? "" : proofLanguage;
            amends = amends == null ? Optional.empty() : amends;
        }

        /** Just text. */
        public SendOut(String episodeId, int number, String legId, String address, String text, Instant since) {
            this(episodeId, number, legId, address, text, Optional.empty(), Offering.NOTHING, Optional.empty(), since);
        }

        /** What an agent or the company says: it is sent for as long as settings say. */
        public SendOut(
                String episodeId,
                int number,
                String legId,
                String address,
                String text,
                Optional<Attachment> file,
                Offering offering,
                Optional<Amends> amends,
                Instant since) {
            this(episodeId, number, legId, address, text, file, offering, since, Optional.empty(), "", amends);
        }

        /** A link that proves the address; good until then. */
        public static SendOut proof(
                String episodeId,
                int number,
                String legId,
                String address,
                String text,
                Instant since,
                Instant notAfter,
                String language) {
            return new SendOut(
                    episodeId,
                    number,
                    legId,
                    address,
                    text,
                    Optional.empty(),
                    Offering.NOTHING,
                    since,
                    Optional.of(notAfter),
                    language,
                    Optional.empty());
        }

        boolean isExpired(Instant now) {
            return notAfter.filter(end -> !now.isBefore(end)).isPresent();
        }

        String key() {
            return episodeId + "#" + number;
        }
    }

    /** Tell the provider that what this customer wrote has been read up to this message. Once, when nothing more important waits. */
    record MarkRead(String address, String messageId) implements SenderCommand, NodeMessage {}

    /** See to it that the account's connection is open if it needs one, and with what is configured now. Said every few seconds. */
    record KeepConnected() implements SenderCommand, NodeMessage {}

    /** A file instead of a text, as {@code OutboundFile} in {@code gateway.proto} explains it. */
    record Attachment(String kind, String name, String mediaType, long size, String hash) {}

    /** What becomes of a message that the provider has, as {@code Amendment} in {@code gateway.proto} explains it. */
    record Amends(String kind, String providerId) {}

    /** What a text is beside its words, as {@code OutboundMessage} in {@code gateway.proto} explains it. */
    record Offering(List<Choice> choices, Optional<Template> template) {

        public static final Offering NOTHING = new Offering(List.of(), Optional.empty());

        /** A button. */
        public record Choice(String id, String title) {}

        /** What the text is, filled in. */
        public record Template(String name, String language, List<String> values) {}
    }

    /** The provider has answered. */
    record Answered(SendOut message, Outcome outcome) implements SenderCommand {}

    /** The provider has answered to {@link MarkRead}. */
    record ReadTold() implements SenderCommand {}

    /** Something that had to wait may go now. */
    record Look() implements SenderCommand {}

    /** What came of one try. */
    sealed interface Outcome {}

    /** The provider has it. {@code providerId}: what receipts call it; empty if there are none. */
    record Taken(String providerId) implements Outcome {}

    /** It never will. */
    record Failed(String code, String detail) implements Outcome {}

    /**
     * Later.
     *
     * @param pause zero: as we see fit
     * @param wholeAccount whether nobody can be written to until then
     */
    record Postponed(Duration pause, boolean wholeAccount, String code) implements Outcome {}
}
