/**
 * What browsers are told: what they may do with an answer, and from which other sites scripts may ask. Said with every
 * answer, refusals included.
 */
@NullMarked
package io.saler.gateway.browser;

import org.jspecify.annotations.NullMarked;
