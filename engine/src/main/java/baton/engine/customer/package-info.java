/** Who the customers are: which address belongs to whom, and which episode of a customer is the current one. */
@NullMarked
package baton.engine.customer;

import org.jspecify.annotations.NullMarked;
