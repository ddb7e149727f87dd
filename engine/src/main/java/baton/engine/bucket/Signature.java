package baton.engine.bucket;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How requests say who makes them: Signature Version 4 of AWS, with the headers {@code Authorization}, {@code X-Amz-Date} and
 * {@code X-Amz-Content-Sha256}. What is signed are the verb, the path, the headers given here and the body; addresses with a query or with
 * letters that have to be escaped are none that we make.
 */
final class Signature {

    static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String accessKey;
    private final String secretKey;
    private final String region;

    Signature(String accessKey, String secretKey, String region) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.region = region;
    }

    /**
     * All headers of the request but {@code Host}, which every client sends by itself.
     *
     * @param headers more of them that are signed
     * @param sha256 of the body, in lower-case hex
     */
    SortedMap<String, String> headers(
            String verb, URI uri, SortedMap<String, String> headers, String sha256, Instant now) {
        var second = SECOND.format(now);
        var day = second.substring(0, 8);
        var sent = new TreeMap<>(headers);
        sent.put("x-amz-content-sha256", sha256);
        sent.put("x-amz-date", second);
        var signed = new TreeMap<>(sent);
        signed.put("host", host(uri));
        var names = String.join(";", signed.keySet());
        var lines = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining());
        var request = String.join("\n", verb, uri.getRawPath(), "", lines, names, sha256);
        var scope = String.join("/", day, region, "s3", "aws4_request");
        var text = String.join("\n", ALGORITHM, second, scope, sha256(request));
        sent.put(
                "authorization",
                ALGORITHM + " Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                        + HexFormat.of().formatHex(hmac(key(day), text)));
        return sent;
    }

    /** As clients send it: without a port that goes without saying. */
    private static String host(URI uri) {
        var usual = "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getPort() == -1 || uri.getPort() == usual ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private byte[] key(String day) {
        var ofDay = hmac(("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8), day);
        return hmac(hmac(hmac(ofDay, region), "s3"), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** In lower-case hex. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
