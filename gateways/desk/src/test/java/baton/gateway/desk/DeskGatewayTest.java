package baton.gateway.desk;

import baton.engine.spi.Gateway;
import baton.engine.spi.GatewayContract;

class DeskGatewayTest extends GatewayContract {

    @Override
    protected Gateway gateway() {
        return new DeskGateway();
    }
}
