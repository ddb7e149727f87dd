/** WhatsApp's door: the Cloud API's webhooks in, its messages out. */
@NullMarked
package baton.gateway.whatsapp;

import org.jspecify.annotations.NullMarked;
