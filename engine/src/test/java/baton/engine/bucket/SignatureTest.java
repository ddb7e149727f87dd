package baton.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against the examples in AWS' own description of Signature Version 4 for S3. */
class SignatureTest {

    private static final Instant THEN = Instant.parse("2013-05-24T00:00:00Z");

    private final Signature signature =
            new Signature("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");

    @Test
    void readingAPartIsSignedAsDescribed() {
        var uri = URI.create("https://examplebucket.s3.amazonaws.com/test.txt");

        var headers = signature.headers(
                "GET", uri, new TreeMap<>(Map.of("range", "bytes=0-9")), Signature.EMPTY_SHA256, THEN);

        assertThat(headers)
                .containsEntry("x-amz-date", "20130524T000000Z")
                .containsEntry("x-amz-content-sha256", Signature.EMPTY_SHA256)
                .containsEntry(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                                + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                                + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void writingIsSignedAsDescribed() {
        var uri = URI.create("https://examplebucket.s3.amazonaws.com/test%24file.text");
        var more = Map.of("date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY");
        var sha256 = Signature.sha256("Welcome to Amazon S3.".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        var headers = signature.headers("PUT", uri, new TreeMap<>(more), sha256, THEN);

        assertThat(headers.get("authorization"))
                .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void aPortThatGoesWithoutSayingIsNotSigned() {
        assertThat(authorization("https://a.example/k")).isEqualTo(authorization("https://a.example:443/k"));
        assertThat(authorization("https://a.example/k")).isNotEqualTo(authorization("https://a.example:9000/k"));
    }

    private String authorization(String uri) {
        return signature
                .headers("GET", URI.create(uri), new TreeMap<>(), Signature.EMPTY_SHA256, THEN)
                .get("authorization");
    }
}
