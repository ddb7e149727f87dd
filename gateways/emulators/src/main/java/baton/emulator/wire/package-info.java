/** What all emulated providers share: strict reading, signed webhooks with retries, misbehaviour on demand, the ledger, the page. */
@NullMarked
package baton.emulator.wire;

import org.jspecify.annotations.NullMarked;
