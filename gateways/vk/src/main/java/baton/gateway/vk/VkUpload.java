package baton.gateway.vk;

import static baton.engine.messenger.Json.text;
import static java.util.concurrent.CompletableFuture.completedStage;

import baton.engine.messenger.Deliveries;
import baton.engine.messenger.FileParts;
import baton.engine.messenger.ProviderClient;
import baton.engine.messenger.ProviderClient.Reply;
import baton.engine.spi.Files;
import baton.engine.spi.Tenants.ChannelAccount;
import baton.protocol.gateway.v1.Delivery;
import baton.protocol.gateway.v1.OutboundFile;
import baton.protocol.gateway.v1.OutboundMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.FormData;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Brings a file to VK, in three steps: ask where to, bring it there, have it kept. Then a message can name it. */
record VkUpload(ProviderClient client, Files files, String methods) {

    static final long LARGEST = 50_000_000;

    /** Sound in MP3 and programs are not taken; what we take at all is taken there. */
    static final List<String> TYPES = List.of(
            "image/",
            "video/",
            "application/",
            "text/",
            "audio/ogg",
            "audio/mp4",
            "audio/aac",
            "audio/amr",
            "audio/wav");

    /** What VK shows. As a photo a GIF would stand still, and other pictures are not taken. */
    private static final Set<String> PHOTOS = Set.of("image/jpeg", "image/png");

    /** Too early (RFC 8470), too many requests (RFC 6585). */
    private static final Set<Integer> TOO_EARLY = Set.of(425, 429);

    /** What comes of it. */
    sealed interface Outcome {}

    /** {@code attachment} as {@code messages.send} names it. */
    record Kept(String attachment) implements Outcome {}

    record NotKept(Delivery why) implements Outcome {}

    CompletionStage<Outcome> bring(ChannelAccount account, OutboundMessage message) {
        return PHOTOS.contains(message.getFile().getMediaType()) ? photo(account, message) : document(account, message);
    }

    private CompletionStage<Outcome> photo(ChannelAccount account, OutboundMessage message) {
        return ask(account, "photos.getMessagesUploadServer", Map.of("peer_id", message.getAddress()))
                .thenCompose(where -> then(where, VkUpload::isAddress, to -> bring(to, "photo", message)))
                .thenCompose(brought -> then(
                        brought,
                        said -> !text(said, "photo").isEmpty()
                                && !text(said, "photo").equals("[]"),
                        said -> ask(
                                account,
                                "photos.saveMessagesPhoto",
                                Map.of(
                                        "server", text(said, "server"),
                                        "photo", text(said, "photo"),
                                        "hash", text(said, "hash")))))
                .thenApply(kept ->
                        outcome(kept, "photo", kept.said().path("response").path(0)));
    }

    private CompletionStage<Outcome> document(ChannelAccount account, OutboundMessage message) {
        return ask(account, "docs.getMessagesUploadServer", Map.of("peer_id", message.getAddress(), "type", "doc"))
                .thenCompose(where -> then(where, VkUpload::isAddress, to -> bring(to, "file", message)))
                .thenCompose(brought -> then(
                        brought,
                        said -> !text(said, "file").isEmpty(),
                        said -> ask(
                                account,
                                "docs.save",
                                Map.of(
                                        "file", text(said, "file"),
                                        "title", message.getFile().getName()))))
                .thenApply(kept ->
                        outcome(kept, "doc", kept.said().path("response").path("doc")));
    }

    /** The answer to one step; its reply says why there is no next one. */
    private record Step(Reply reply, JsonNode said, boolean upload) {}

    /** Goes on if the answer is as expected; else it is the last one. */
    private static CompletionStage<Step> then(
            Step step, Predicate<JsonNode> isAsExpected, Function<JsonNode, CompletionStage<Step>> next) {
        return isAsExpected.test(step.said()) ? next.apply(step.said()) : completedStage(step);
    }

    private static boolean isAddress(JsonNode said) {
        return text(said, "response", "upload_url").matches("https?://.+");
    }

    private CompletionStage<Step> ask(ChannelAccount account, String method, Map<String, String> more) {
        var form = VkFormat.asks(account);
        form.putAll(more);
        return client.ask(HttpRequest.POST(methods + method)
                        .withEntity(FormData.create(form).toEntity()))
                .thenApply(reply -> new Step(reply, reply.json(), false));
    }

    /** Its name goes with the last step, in any letters. */
    private CompletionStage<Step> bring(JsonNode where, String field, OutboundMessage message) {
        OutboundFile file = FileParts.inAscii(message.getFile());
        var form = FileParts.form(Map.of()).file(field, file, files.read(message.getTenant(), file.getHash()));
        return client.upload(text(where, "response", "upload_url"), List.of(), form)
                .thenApply(reply -> new Step(reply, reply.json(), true));
    }

    private static Outcome outcome(Step last, String kind, JsonNode kept) {
        if (text(kept, "id").isEmpty()) {
            return new NotKept(why(last));
        }
        return new Kept(Stream.of(kind + text(kept, "owner_id"), text(kept, "id"), text(kept, "access_key"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("_")));
    }

    /** An error of the interface says so; a server for files that answers something else does not want this file. */
    private static Delivery why(Step last) {
        var reply = last.reply();
        if (reply.isTheirTrouble() || last.upload() && TOO_EARLY.contains(reply.status())) {
            return Deliveries.later("provider-away", Duration.ZERO);
        } else if (last.upload() && !reply.ok()) {
            return Deliveries.failed("refused", "VK did not take the file");
        } else if (!reply.ok() || reply.json().path("error").isObject()) {
            return VkAnswer.read(reply);
        }
        var said = text(reply.json(), "error");
        return Deliveries.failed("refused", said.isEmpty() ? "VK did not keep the file" : said);
    }
}
