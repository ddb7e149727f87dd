package baton.gateway.messenger;

/**
 * What differs between the two.
 *
 * @param object what its webhooks are about, in Meta's word
 * @param links where links lead but in trials, before the user name
 * @param maxText in characters
 * @param messagingType what {@code messaging_type} says; empty if there is no such thing
 */
record Product(String channel, String object, String links, int maxText, int perSecond, String messagingType) {

    static final Product MESSENGER = new Product("messenger", "page", "https://m.me", 2000, 100, "RESPONSE");

    /** Instagram takes 1000 bytes of UTF-8: 500 letters of any European alphabet. */
    static final Product INSTAGRAM = new Product("instagram", "instagram", "https://ig.me/m", 500, 100, "");
}
