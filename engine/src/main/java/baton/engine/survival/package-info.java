/**
 * Which node may go on after a failure: the dead are found by positive evidence, whoever is taken for dead can acknowledge nothing any
 * more. See decision 0019.
 */
@NullMarked
package baton.engine.survival;

import org.jspecify.annotations.NullMarked;
