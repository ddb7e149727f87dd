package baton.engine.customer;

import java.util.regex.Pattern;

/** Ids of episodes: the customer's and a number. What has another form is nobody's, and nobody need be woken up for it. */
public final class EpisodeIds {

    private static final Pattern FORM = Pattern.compile("(?:" + CustomerIds.FORM + ")-[1-9][0-9]{0,8}");

    private EpisodeIds() {}

    /** All that a customer's episodes begin with. */
    static String prefix(String customerId) {
        return customerId + "-";
    }

    /** Whether an episode may have this id. */
    public static boolean possible(String id) {
        return FORM.matcher(id).matches();
    }
}
