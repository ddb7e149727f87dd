/**
 * {@code baton chaos}: customers and agents write and call through the real ports of three nodes while something goes wrong, and what they were promised is compared
 * with the journal and with what everybody saw.
 */
@NullMarked
package baton.chaos;

import org.jspecify.annotations.NullMarked;
