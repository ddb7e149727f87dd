package baton.gateway.email;

import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Told;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Ids;
import baton.gateway.email.Letter.Enclosure;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.gateway.v1.ProviderReceipt;
import baton.protocol.journal.v1.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Mails in the words of conversations. Pure. */
final class EmailFormat {

    private static final int MOST_ENCLOSURES = 20;

    /** Sixteen entries of a conversation: whoever mails a book must not fill it. */
    private static final int LONGEST_TEXT = 64_000;

    private static final int LONGEST_DETAIL = 300;

    private EmailFormat() {}

    /** @param place of the mail in the mailbox, which is its id if its sender has given it none */
    static List<Happening> in(String tenant, Letter letter, String place) {
        var id = Ids.fitting(letter.id().isEmpty() ? "mailbox " + place : letter.id());
        var message = InboundMessage.newBuilder()
                .setTenant(tenant)
                .setChannel(EmailGateway.CHANNEL)
                .setAddress(letter.from())
                .setName(letter.name());
        var all = new ArrayList<Happening>();
        var text = text(letter);
        if (!text.isBlank()) {
            var about =
                    Content.newBuilder().setAbout(letter.inReplyTo().isEmpty() ? "" : Ids.fitting(letter.inReplyTo()));
            var whole = message.clone().setMessageId(id).setText(beginning(text));
            all.add(new Wrote((about.getAbout().isEmpty() ? whole : whole.setContent(about)).build()));
            if (text.length() > LONGEST_TEXT) {
                all.add(new Wrote(message.clone()
                        .setMessageId(id + "/rest")
                        .setContent(Content.newBuilder()
                                .setKind("unsupported")
                                .setName("the rest of this mail, which is in the mailbox"))
                        .build()));
            }
        }
        for (var n = 0; n < Math.min(MOST_ENCLOSURES, letter.enclosures().size()); n++) {
            var file = content(letter.enclosures().get(n)).setReference(MailFile.reference(place, n));
            all.add(new Wrote(message.clone()
                    .setMessageId(id + "/file" + (all.size() + 1))
                    .setContent(file)
                    .build()));
        }
        return all.isEmpty() ? List.of(new Skipped("empty")) : all;
    }

    /** No half of a character stands at the end. */
    private static String beginning(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        var end = LONGEST_TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** Who begins says in the subject what it is about; who answers says it below. */
    private static String text(Letter letter) {
        var text = Quotes.stripped(letter.text());
        return letter.inReplyTo().isEmpty() && !letter.subject().isBlank()
                ? (letter.subject() + "\n\n" + text).strip()
                : text;
    }

    private static Content.Builder content(Enclosure file) {
        var kind = file.type().split("/", 2)[0];
        return Content.newBuilder()
                .setKind(Set.of("image", "video", "audio").contains(kind) ? kind : "file")
                .setName(file.name())
                .setMediaType(file.type())
                .setSize(file.size());
    }

    /** One that is too large, or broken. */
    static Happening unreadable(String tenant, String from, String place, String what) {
        return new Wrote(InboundMessage.newBuilder()
                .setTenant(tenant)
                .setChannel(EmailGateway.CHANNEL)
                .setAddress(from)
                .setMessageId(Ids.fitting("mailbox " + place))
                .setContent(Content.newBuilder().setKind("unsupported").setName(what))
                .build());
    }

    static Happening in(String tenant, Bounce bounce) {
        return new Told(ProviderReceipt.newBuilder()
                .setTenant(tenant)
                .setChannel(EmailGateway.CHANNEL)
                .setAddress(bounce.to())
                .setProviderId(Ids.fitting(bounce.mailId()))
                .setState("failed")
                .setCode(bounce.code())
                .setDetail(cut(bounce.status()))
                .build());
    }

    static String cut(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    }

    /** The same for the same message: whoever gets it twice sees it once. */
    static String idOf(OutboundMessage message, String own) {
        return "<" + message.getEpisodeId().replaceAll("[^A-Za-z0-9._-]", "-") + "." + message.getNumber() + "@"
                + own.substring(own.indexOf('@') + 1) + ">";
    }

    /** "Re:" once, however often it goes to and fro. */
    static String answerTo(String subject, String usual) {
        if (subject.isBlank()) {
            return usual;
        }
        return subject.regionMatches(true, 0, "Re:", 0, 3) ? subject : "Re: " + subject;
    }
}
