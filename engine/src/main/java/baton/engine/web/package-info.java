/** What browser doors share: sockets with good manners, signed tokens, origins, static pages. Knows no door and decides nothing. */
@NullMarked
package baton.engine.web;

import org.jspecify.annotations.NullMarked;
