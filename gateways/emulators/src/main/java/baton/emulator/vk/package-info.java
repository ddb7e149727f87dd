/** VK: messages of a community as it sees them, and the telephones of those who write to it. */
@NullMarked
package baton.emulator.vk;

import org.jspecify.annotations.NullMarked;
