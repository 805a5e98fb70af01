/** Saler as its users meet it: a process that is started, spoken to over HTTP, deprived of its servers, and killed. */
@NullMarked
package io.saler.acceptance;

import org.jspecify.annotations.NullMarked;
