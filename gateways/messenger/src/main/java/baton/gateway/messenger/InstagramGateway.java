package baton.gateway.messenger;

/** Instagram's direct messages, for a professional account. */
public final class InstagramGateway extends PlatformGateway {

    public InstagramGateway() {
        super(Product.INSTAGRAM);
    }
}
