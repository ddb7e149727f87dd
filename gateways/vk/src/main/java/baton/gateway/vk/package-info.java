/** VK's door: a community's Callback API in, {@code messages.send} out. */
@NullMarked
package baton.gateway.vk;

import org.jspecify.annotations.NullMarked;
