package baton.gateway.messenger;

/** Facebook Messenger, for a page. */
public final class MessengerGateway extends PlatformGateway {

    public MessengerGateway() {
        super(Product.MESSENGER);
    }
}
