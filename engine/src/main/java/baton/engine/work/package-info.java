/** The words that episodes, queues and agents share about a piece of work: what is needed, who is wished for, why somebody was chosen. */
@NullMarked
package baton.engine.work;

import org.jspecify.annotations.NullMarked;
