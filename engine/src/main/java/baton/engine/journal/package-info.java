/** How events get into the journal and back: protobuf bytes under a fixed name, never a class name. */
@NullMarked
package baton.engine.journal;

import org.jspecify.annotations.NullMarked;
