package baton.engine.media;

import baton.engine.web.PublicAddress;
import baton.engine.web.Tokens;
import baton.protocol.gateway.v1.OutboundFile;
import baton.protocol.journal.v1.Content;
import com.typesafe.config.Config;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses under which whoever has them can read a file for some days: {@code <public-url>/files/<company>/<token>/<name>}. Remembered by
 * nobody: the token says it all, is signed together with company and name, and is as short as it can be, for some travel in text messages.
 */
final class SentLinks {

    private static final String LIFETIME = "baton.media.sent-link-lifetime";
    private static final Duration USUAL = Duration.ofDays(7);

    /** 128 bits: nobody guesses that within some days. */
    private static final int SIGNATURE = 16;

    private static final int HASH = 32;
    private static final int LONGEST = 400;

    private final PublicAddress address;
    private final Duration lifetime;
    private final byte[] key;
    private final InstantSource clock;

    private SentLinks(PublicAddress address, Duration lifetime, byte[] key, InstantSource clock) {
        this.address = address;
        this.lifetime = lifetime;
        this.key = key;
        this.clock = clock;
    }

    static SentLinks from(Config config, InstantSource clock) {
        var lifetime = config.hasPath(LIFETIME) ? config.getDuration(LIFETIME) : USUAL;
        return new SentLinks(PublicAddress.from(config), lifetime, Tokens.key(config, "sent file"), clock);
    }

    Optional<String> address(String tenant, OutboundFile file) {
        if (!address.isKnown()) {
            return Optional.empty();
        }
        var until = clock.instant().plus(lifetime).getEpochSecond();
        var type = file.getMediaType().getBytes(StandardCharsets.UTF_8);
        var said = ByteBuffer.allocate(Integer.BYTES + HASH + type.length)
                .putInt((int) until)
                .put(HexFormat.of().parseHex(file.getHash()))
                .put(type)
                .array();
        var token = ByteBuffer.allocate(SIGNATURE + said.length)
                .put(signature(tenant, file.getName(), said))
                .put(said)
                .array();
        var name = URLEncoder.encode(file.getName(), StandardCharsets.UTF_8).replace("+", "%20");
        return Optional.of(address.url() + "/files/" + tenant + "/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token) + "/" + name);
    }

    /** Empty if it is old, made up, changed, or of another company. */
    Optional<Content> read(String tenant, String token, String name) {
        var bytes = bytes(token);
        if (bytes.length <= SIGNATURE + Integer.BYTES + HASH) {
            return Optional.empty();
        }
        var said = Arrays.copyOfRange(bytes, SIGNATURE, bytes.length);
        var given = Arrays.copyOf(bytes, SIGNATURE);
        var until = Instant.ofEpochSecond(
                Integer.toUnsignedLong(ByteBuffer.wrap(said).getInt()));
        return MessageDigest.isEqual(given, signature(tenant, name, said))
                        && clock.instant().isBefore(until)
                ? Optional.of(content(name, said))
                : Optional.empty();
    }

    private static Content content(String name, byte[] said) {
        var mediaType =
                new String(said, Integer.BYTES + HASH, said.length - Integer.BYTES - HASH, StandardCharsets.UTF_8);
        return Content.newBuilder()
                .setKind(FileKinds.kind(mediaType))
                .setName(name)
                .setMediaType(mediaType)
                .setHash(HexFormat.of().formatHex(said, Integer.BYTES, Integer.BYTES + HASH))
                .build();
    }

    private static byte[] bytes(String token) {
        try {
            return token.length() > LONGEST
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notOurs) {
            return new byte[0];
        }
    }

    private byte[] signature(String tenant, String name, byte[] said) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((tenant + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(said), SIGNATURE);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no HMAC-SHA256 in this Java", impossible);
        }
    }
}
