/** The door to SMS: an operator's SMSC by SMPP, or a provider by webhook. */
@NullMarked
package baton.gateway.sms;

import org.jspecify.annotations.NullMarked;
