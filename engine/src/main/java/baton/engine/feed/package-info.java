/** What is pushed to customers and agents: follows entities wherever they move, and adds the names that people read. */
@NullMarked
package baton.engine.feed;

import org.jspecify.annotations.NullMarked;
