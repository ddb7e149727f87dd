package baton.engine.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketSettingsTest {

    private static final String WHOLE =
            "store = s3, bucket { name = files, access-key = AKEXAMPLE, secret-key = very-secret }";

    @Test
    void filesLieInADirectoryUnlessABucketIsAskedFor() {
        assertThat(from("")).isEmpty();
        assertThat(from(WHOLE)).isPresent();
    }

    @Test
    void withoutAnEndpointItIsAwsInThisRegion() {
        var settings = from(WHOLE + ", bucket.region = eu-central-1").orElseThrow();

        assertThat(settings.object("acme/9f/9f86"))
                .hasToString("https://files.s3.eu-central-1.amazonaws.com/acme/9f/9f86");
    }

    @Test
    void theBucketIsPartOfThePathWhereTheServiceWantsThat() {
        var settings = from(WHOLE + ", bucket { endpoint = \"http://minio:9000\", prefix = baton/, path-style = true }")
                .orElseThrow();

        assertThat(settings.object("acme/9f/9f86")).hasToString("http://minio:9000/files/baton/acme/9f/9f86");
    }

    @Test
    void theSecretIsNotShown() {
        assertThat(from(WHOLE).orElseThrow()).hasToString("bucket files at https://s3.us-east-1.amazonaws.com");
    }

    @ParameterizedTest
    @CsvSource({
        "store = ftp,                                   baton.media.store is 'ftp' (expected: directory or s3)",
        "bucket.name = a/b,                             baton.media.bucket.name is 'a/b'",
        "bucket.prefix = baton,                         baton.media.bucket.prefix is 'baton'",
        "bucket.prefix = ../,                           baton.media.bucket.prefix is '../'",
        "bucket.secret-key = '',                        baton.media.bucket.secret-key is ''",
        "bucket.endpoint = minio,                       baton.media.bucket.endpoint is 'minio'",
        "bucket.endpoint = \"https://minio/files\",     baton.media.bucket.endpoint is 'https://minio/files'",
        "bucket.endpoint = \"https://me:pw@minio/\",    baton.media.bucket.endpoint is",
        "max-size = 6 GiB,                              baton.media.max-size is '6 GiB'"
    })
    void whatCannotBeIsNamed(String setting, String sentence) {
        var given = setting.replace("= ''", "= \"\"");

        assertThatThrownBy(() -> from(WHOLE + ", " + (given.endsWith("=") ? given + " \"\"" : given)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }

    private static Optional<BucketSettings> from(String media) {
        return BucketSettings.from(ConfigFactory.parseString("baton.media { " + media + " }")
                .withFallback(ConfigFactory.parseResources("reference.conf"))
                .resolve());
    }
}
