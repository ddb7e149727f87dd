/** What may be done only so often, whoever does it and on whatever node: the only code that counts it. */
@NullMarked
package baton.engine.allowance;

import org.jspecify.annotations.NullMarked;
