/** Tells a company's own programs what happens in its conversations, as Standard Webhooks. */
@NullMarked
package baton.gateway.webhook;

import org.jspecify.annotations.NullMarked;
