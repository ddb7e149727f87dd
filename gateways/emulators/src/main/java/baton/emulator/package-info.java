/** Emulators of messenger providers under one small HTTP server: a person's telephone in the browser, an honest peer for tests. */
@NullMarked
package baton.emulator;

import org.jspecify.annotations.NullMarked;
