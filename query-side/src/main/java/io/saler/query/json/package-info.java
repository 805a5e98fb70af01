/**
 * The JSON kept in read models. It is written and read with the shared language's value types and depends on no
 * setting, so that what one version of a process wrote another can read.
 */
@NullMarked
package io.saler.query.json;

import org.jspecify.annotations.NullMarked;
