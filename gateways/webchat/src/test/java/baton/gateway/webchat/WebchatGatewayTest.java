package baton.gateway.webchat;

import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;

class WebchatGatewayTest extends GatewayContract {

    @Override
    protected Gateway gateway() {
        return new WebchatGateway();
    }
}
