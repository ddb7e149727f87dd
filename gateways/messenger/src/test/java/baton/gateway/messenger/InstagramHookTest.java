package baton.gateway.messenger;

import baton.engine.messenger.MetaWebhookContract;
import baton.engine.messenger.Samples;
import baton.engine.spi.ChannelGateway;
import baton.protocol.config.v1.ChannelAccount;
import java.util.List;

class InstagramHookTest extends MetaWebhookContract {

    private final Samples samples = new Samples(getClass(), "instagram");

    @Override
    protected ChannelGateway gateway() {
        return new InstagramGateway();
    }

    @Override
    protected ChannelAccount account() {
        return ChannelAccount.newBuilder()
                .setChannel("instagram")
                .putSecrets("token", "token-of-acme")
                .putSecrets("appSecret", "app-secret-of-acme")
                .putSecrets("verifyToken", "verify-token-of-acme")
                .build();
    }

    @Override
    protected List<String> twoMessages() {
        return List.of(samples.text("two"));
    }
}
