package baton.engine.web;

import baton.protocol.client.v1.ServerFrame;

/** What a session can do with its connection. From any thread; what comes after the end of the connection is lost. */
interface Connection {

    /** So many frames wait for the client to read. */
    int waiting();

    void send(ServerFrame frame);

    /** One more frame may be read. */
    void next();

    /** Nothing more will be sent; what was sent still goes out. */
    void end();

    /** At once, whatever waits. */
    void cut();
}
