package baton.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import baton.engine.bucket.Bucket;
import baton.engine.bucket.BucketSettings;
import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real service. */
class BucketStoreTest extends MediaStoreContract {

    private static S3Peer peer;

    @BeforeAll
    static void begins() throws Exception {
        peer = new S3Peer();
    }

    @AfterAll
    static void ends() throws Exception {
        if (peer != null) {
            peer.close();
        }
    }

    @Override
    MediaStore open() throws Exception {
        peer.empty();
        return store(peer.settings());
    }

    private MediaStore store(BucketSettings settings) {
        return new BucketStore(new Bucket(settings, Instant::now), directory, kit.system());
    }

    @Override
    List<String> kept() throws Exception {
        return peer.keys();
    }

    @Test
    void theSettingsSayWhereFilesLie() throws Exception {
        var settings = peer.settings();
        var config = ConfigFactory.parseMap(Map.of(
                        "baton.media.directory", directory.toString(),
                        "baton.media.bucket.name", settings.name(),
                        "baton.media.bucket.endpoint", settings.endpoint().toString(),
                        "baton.media.bucket.path-style", true,
                        "baton.media.bucket.access-key", settings.accessKey(),
                        "baton.media.bucket.secret-key", settings.secretKey()))
                .withFallback(ConfigFactory.load());
        var bucket = ConfigFactory.parseString("baton.media.store = s3").withFallback(config);

        store = MediaStore.from(bucket, kit.system(), Instant::now);
        done(put("acme", "test"));

        assertThat(kept()).containsExactly(KEY);
        assertThat(MediaStore.from(config, kit.system(), Instant::now)).isInstanceOf(DirectoryStore.class);
    }

    @Test
    void keysBeginWithThePrefix() throws Exception {
        store = store(peer.settings("baton/files/", S3Peer.SECRET_KEY));

        done(put("acme", "test"));

        assertThat(kept()).containsExactly("baton/files/" + KEY);
        assertThat(read(HASH, 0).utf8String()).isEqualTo("test");
    }

    @Test
    void whoHasAnotherSecretIsToldSo() throws Exception {
        store = store(peer.settings("", "not-the-secret"));

        assertThatThrownBy(() -> done(put("acme", "test")))
                .rootCause()
                .hasMessageContaining("the access key or its secret is not accepted")
                .hasMessageContaining("SignatureDoesNotMatch");
        assertThat(kept()).isEmpty();
    }

    @Test
    void aServiceThatIsAwayIsTroubleAndLaterAllIsWell() throws Exception {
        done(put("acme", "test"));
        peer.kill();

        assertThatThrownBy(() -> done(put("acme", "more"))).rootCause().hasMessageContaining("does not answer");
        assertThatThrownBy(() -> done(store.size("acme", HASH))).rootCause().hasMessageContaining("does not answer");
        assertThatThrownBy(() -> read(HASH, 0)).rootCause().hasMessageContaining("does not answer");

        peer.startAgain();
        assertThat(read(HASH, 0).utf8String()).isEqualTo("test");
        assertThat(done(store.size("acme", HASH))).contains(4L);
        done(put("acme", "more"));
        assertThat(kept()).hasSize(2);
    }

    @Test
    void whatIsInOrderPassesTheCheckAndWhatIsNotSaysWhy() {
        var right = new Bucket(peer.settings(), Instant::now);
        var wrong = new Bucket(peer.settings("", "not-the-secret"), Instant::now);
        var absent = new Bucket(peer.bucket("elsewhere"), Instant::now);

        assertThatCode(() -> done(right.check())).doesNotThrowAnyException();
        assertThatThrownBy(() -> done(wrong.check())).rootCause().hasMessageContaining("is not accepted");
        assertThatThrownBy(() -> done(absent.check()))
                .rootCause()
                .hasMessageStartingWith("there is no bucket elsewhere at http://127.0.0.1:")
                .hasMessageEndingWith("; make it, or mend BATON_MEDIA_BUCKET");
    }
}
