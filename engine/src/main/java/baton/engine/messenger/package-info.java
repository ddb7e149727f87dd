/** What doors to messengers have in common: webhooks in, requests to providers out, signatures, foreign JSON. */
@NullMarked
package baton.engine.messenger;

import org.jspecify.annotations.NullMarked;
