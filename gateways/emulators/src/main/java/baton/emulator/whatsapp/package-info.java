/** WhatsApp: the Cloud API as a company sees it, and the telephones of those who write to it. */
@NullMarked
package baton.emulator.whatsapp;

import org.jspecify.annotations.NullMarked;
