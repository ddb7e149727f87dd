/** A bucket at an S3-compatible service: objects by key, written whole, read in parts. Knows nothing of what they are. */
@NullMarked
package baton.engine.bucket;

import org.jspecify.annotations.NullMarked;
