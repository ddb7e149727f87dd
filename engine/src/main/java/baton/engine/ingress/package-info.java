/** What comes in from customers, agents and telephones: checked, brought to the right entity, acknowledged when it is stored. */
@NullMarked
package baton.engine.ingress;

import org.jspecify.annotations.NullMarked;
