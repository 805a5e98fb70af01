/** The description of the HTTP interface, made from the code itself, so that it cannot differ from it. */
@NullMarked
package io.saler.gateway.openapi;

import org.jspecify.annotations.NullMarked;
