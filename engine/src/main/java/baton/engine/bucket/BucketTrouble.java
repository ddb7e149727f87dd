package baton.engine.bucket;

import java.net.UnknownHostException;
import java.util.Set;

/** Why a bucket does not do what it should, in a sentence for whoever runs the installation. */
public final class BucketTrouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Set<String> NOT_KNOWN = Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch");
    private static final Set<String> ELSEWHERE = Set.of(
            "PermanentRedirect",
            "TemporaryRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException");

    private final boolean passing;

    private BucketTrouble(String sentence, boolean passing) {
        super(sentence, null, false, false);
        this.passing = passing;
    }

    /** The same again, in a moment, may go well. */
    boolean isPassing() {
        return passing;
    }

    /** @param code of S3's: a word; empty if there was none */
    static BucketTrouble answered(BucketSettings settings, int status, String code) {
        return new BucketTrouble(sentence(settings, status, code), status >= 500 || status == 429 || status == 408);
    }

    private static String sentence(BucketSettings settings, int status, String code) {
        if (code.equals("NoSuchBucket")) {
            return "there is no " + settings + "; make it, or mend BATON_MEDIA_BUCKET";
        } else if (NOT_KNOWN.contains(code)) {
            return "the access key or its secret is not accepted for the " + settings + " (" + code
                    + "); mend BATON_MEDIA_BUCKET_ACCESS_KEY and BATON_MEDIA_BUCKET_SECRET_KEY";
        } else if (code.equals("RequestTimeTooSkewed")) {
            return "this machine's clock and that of the " + settings + " differ too much; run chrony or ntpd on both";
        } else if (ELSEWHERE.contains(code) || (status >= 300 && status < 400)) {
            return "the " + settings + " is of another region (" + status + " " + code
                    + "); mend BATON_MEDIA_BUCKET_REGION or BATON_MEDIA_BUCKET_ENDPOINT";
        } else if (status == 401 || status == 403) {
            return "the key may not use the " + settings + " (" + status + " " + code
                    + "); it needs s3:GetObject and s3:PutObject on its objects and s3:ListBucket on itself";
        }
        return "the " + settings + " answers " + status + (code.isEmpty() ? "" : " " + code);
    }

    /** Nobody answered, or not to the end. */
    static BucketTrouble silent(BucketSettings settings, Throwable why) {
        var hint = why instanceof UnknownHostException
                        || why.getCause() instanceof UnknownHostException
                        || why.getCause() instanceof java.nio.channels.UnresolvedAddressException
                ? "; if its host has no such name, set BATON_MEDIA_BUCKET_PATH_STYLE=true"
                : "";
        var what = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return new BucketTrouble("the " + settings + " does not answer (" + what + ")" + hint, true);
    }

    /** It answered what it must not. */
    static BucketTrouble strange(BucketSettings settings, String what) {
        return new BucketTrouble("the " + settings + " answers " + what, false);
    }
}
