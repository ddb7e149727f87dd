/** Messages of the protocol as YAML that people write, and back. */
@NullMarked
package baton.engine.yaml;

import org.jspecify.annotations.NullMarked;
