package baton.gateway.telegram;

import static baton.engine.messenger.Json.text;

import baton.engine.messenger.BadPayload;
import baton.engine.messenger.Deliveries;
import baton.engine.messenger.FileParts;
import baton.engine.messenger.Happening;
import baton.engine.messenger.Happening.Arrived;
import baton.engine.messenger.Happening.Skipped;
import baton.engine.messenger.Happening.Wrote;
import baton.engine.messenger.Json;
import baton.engine.messenger.ProviderClient.Reply;
import baton.engine.messenger.Worded;
import baton.engine.spi.FileSource;
import baton.engine.spi.Ingress.Party;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.InboundMessage;
import baton.protocol.gateway.v1.OutboundFile;
import baton.protocol.gateway.v1.OutboundMessage;
import baton.protocol.journal.v1.Content;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Updates and requests of the Bot API (core.telegram.org/bots/api). Pure. */
final class TelegramFormat {

    private static final Pattern START = Pattern.compile("/start(?:@\\w+)?(?: ([A-Za-z0-9_-]{1,64}))?");

    private static final String STARTED = "start";

    /** The account's own trouble: an operator mends it, and what waits goes out. */
    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(60);

    private static final long LARGEST_PICTURE = 10_000_000;

    /**
     * @param pressed the id of a pressed button that waits to be answered
     * @param started who has opened the chat and has not said anything
     */
    record Update(List<Happening> happenings, Optional<String> pressed, Optional<Started> started) {

        private static Update of(Happening happening) {
            return new Update(List.of(happening), Optional.empty(), Optional.empty());
        }
    }

    /** @param language as Telegram calls it, {@code uk} or {@code pt-br}; may be empty */
    record Started(String chat, String language) {}

    private TelegramFormat() {}

    static Update in(String tenant, byte[] body) throws BadPayload {
        var update = Json.read(body);
        var id = text(update, "update_id");
        if (id.isEmpty()) {
            throw new BadPayload("an update without update_id");
        }
        if (update.has("message")) {
            var happening = message(tenant, update.path("message"));
            return new Update(List.of(happening), Optional.empty(), started(happening, update.path("message")));
        } else if (update.has("edited_message")) {
            return Update.of(edited(tenant, id, update.path("edited_message")));
        } else if (update.has("callback_query")) {
            return pressed(tenant, update.path("callback_query"));
        } else if (update.has("message_reaction")) {
            return Update.of(reaction(tenant, id, update.path("message_reaction")));
        }
        return Update.of(new Skipped("other-update"));
    }

    private static Happening message(String tenant, JsonNode message) throws BadPayload {
        if (!isPrivate(message)) {
            return new Skipped("group");
        }
        var start = START.matcher(text(message, "text"));
        if (start.matches()) {
            var code = start.group(1);
            return code == null
                    ? new Skipped(STARTED)
                    : new Arrived(new Party(tenant, TelegramGateway.CHANNEL, chat(message)), code);
        }
        var inbound = inbound(tenant, message, TelegramContent.idOf(message));
        TelegramContent.of(message).ifPresent(inbound::setContent);
        return new Wrote(inbound.setText(TelegramContent.textOf(message)).build());
    }

    private static Optional<Started> started(Happening happening, JsonNode message) throws BadPayload {
        return happening.equals(new Skipped(STARTED))
                ? Optional.of(new Started(chat(message), text(message, "from", "language_code")))
                : Optional.empty();
    }

    /** The first text was said and stays; what it is now comes as a message about it. */
    private static Happening edited(String tenant, String updateId, JsonNode message) throws BadPayload {
        if (!isPrivate(message)) {
            return new Skipped("group");
        }
        var content = Content.newBuilder().setKind("edit").setAbout(TelegramContent.idOf(message));
        return new Wrote(inbound(tenant, message, "u" + updateId)
                .setText(TelegramContent.textOf(message))
                .setContent(content)
                .build());
    }

    private static Update pressed(String tenant, JsonNode query) throws BadPayload {
        var message = query.path("message");
        if (!isPrivate(message)) {
            return Update.of(new Skipped("group"));
        }
        var content = Content.newBuilder().setKind("choice").setAbout(text(message, "message_id"));
        var inbound = inbound(tenant, message, "q" + text(query, "id"))
                .setName(TelegramContent.nameOf(query.path("from")))
                .setText(title(message, text(query, "data")))
                .setContent(content)
                .build();
        return new Update(List.of(new Wrote(inbound)), Optional.of(text(query, "id")), Optional.empty());
    }

    private static Happening reaction(String tenant, String updateId, JsonNode reaction) throws BadPayload {
        if (!isPrivate(reaction)) {
            return new Skipped("group");
        }
        var now = reaction.path("new_reaction").path(0);
        var content = Content.newBuilder().setKind("reaction").setAbout(text(reaction, "message_id"));
        return new Wrote(inbound(tenant, reaction, "u" + updateId)
                .setText(text(now, "emoji"))
                .setContent(content)
                .build());
    }

    /** A bot may have been added to a group: what is said there is not said to the company. */
    private static boolean isPrivate(JsonNode message) {
        return text(message, "chat", "type").equals("private");
    }

    private static InboundMessage.Builder inbound(String tenant, JsonNode message, String messageId) throws BadPayload {
        return InboundMessage.newBuilder()
                .setTenant(tenant)
                .setChannel(TelegramGateway.CHANNEL)
                .setAddress(chat(message))
                .setMessageId(messageId)
                .setName(TelegramContent.nameOf(message.path("from")))
                .setPhone(TelegramContent.ownPhone(message));
    }

    private static String chat(JsonNode message) throws BadPayload {
        var chat = text(message, "chat", "id");
        if (chat.isEmpty()) {
            throw new BadPayload("a message without chat.id");
        }
        return chat;
    }

    static JsonNode greeting(Started started, String company) {
        var out = Json.object()
                .put("chat_id", Long.parseLong(started.chat()))
                .put("text", TelegramGreeting.text(started.language(), company));
        out.putObject("link_preview_options").put("is_disabled", true); // a company may be called like its site
        return out;
    }

    static JsonNode out(OutboundMessage message) {
        var fitting = Worded.fitting(message, TelegramGateway.CAPABILITIES);
        var out = Json.object()
                .put("chat_id", Long.parseLong(message.getAddress()))
                .put("text", fitting.getText());
        if (fitting.getChoicesCount() > 0) {
            var rows = out.putObject("reply_markup").putArray("inline_keyboard");
            fitting.getChoicesList().forEach(choice -> rows.addArray()
                    .addObject()
                    .put("text", choice.getTitle())
                    .put("callback_data", choice.getId()));
        }
        return out;
    }

    /** What stands on the button that has these data; the data if it is not there any more. */
    private static String title(JsonNode message, String data) {
        for (var row : message.path("reply_markup").path("inline_keyboard")) {
            for (var button : row) {
                if (text(button, "callback_data").equals(data)) {
                    return text(button, "text");
                }
            }
        }
        return data;
    }

    /** A file as a picture, if Telegram makes one of it, else as a document: it takes pictures of 10 MB and documents of 50 MB. */
    static String method(OutboundFile file) {
        return isPicture(file) ? "sendPhoto" : "sendDocument";
    }

    private static boolean isPicture(OutboundFile file) {
        return Set.of("image/jpeg", "image/png", "image/webp").contains(file.getMediaType())
                && file.getSize() <= LARGEST_PICTURE;
    }

    static RequestEntity out(OutboundMessage message, Source<ByteString, ?> bytes) {
        return FileParts.form(Map.of("chat_id", message.getAddress()))
                .file(isPicture(message.getFile()) ? "photo" : "document", message.getFile(), bytes);
    }

    /** {@code getFile} says where a file is, for an hour at least. */
    static FileSource source(Reply reply, String files) {
        var answer = reply.json();
        if (reply.ok() && answer.path("ok").asBoolean()) {
            var path = text(answer, "result", "file_path");
            return path.isEmpty() ? new FileSource.Never("gone") : new FileSource.At(files + path, Map.of());
        }
        var said = text(answer, "description");
        return switch (reply.status()) {
            case 429 -> new FileSource.Later(pause(answer, reply), "rate-limited");
            case 400 -> new FileSource.Never(said.contains("too big") ? "too-large" : "gone");
            case 401, 404 -> new FileSource.Later(ACCOUNT_PAUSE, "bad-account");
            default -> new FileSource.Later(Duration.ZERO, "provider-away");
        };
    }

    static JsonNode getFile(String fileId) {
        return Json.object().put("file_id", fileId);
    }

    static JsonNode answer(String callbackQueryId) {
        return Json.object().put("callback_query_id", callbackQueryId);
    }

    static Delivery delivery(Reply reply) {
        var answer = reply.json();
        if (reply.ok() && answer.path("ok").asBoolean()) {
            return Deliveries.taken(text(answer, "result", "message_id"));
        }
        var said = text(answer, "description");
        return switch (reply.status()) {
            case 429 -> Deliveries.allLater("rate-limited", pause(answer, reply));
            case 401, 404 -> Deliveries.allLater("bad-account", ACCOUNT_PAUSE);
            case 403 -> Deliveries.failed("blocked", said);
            case 400 -> Deliveries.failed(said.contains("chat not found") ? "no-such-customer" : "refused", said);
            default -> Deliveries.allLater("provider-away", Duration.ZERO);
        };
    }

    private static Duration pause(JsonNode answer, Reply reply) {
        var seconds = answer.path("parameters").path("retry_after").asLong(0);
        return seconds > 0 ? Duration.ofSeconds(seconds) : reply.retryAfter().orElse(Duration.ofSeconds(5));
    }
}
