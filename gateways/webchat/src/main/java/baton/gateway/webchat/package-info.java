/** The web chat's door: the widget's pages, its WebSocket, and who a visitor is. */
@NullMarked
package baton.gateway.webchat;

import org.jspecify.annotations.NullMarked;
