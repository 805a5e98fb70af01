/**
 * The day of a shop in a minute. A merchant opens a store and fills it, buyers sign up, and all of them order; which
 * order must end how is planned beforehand, so that afterwards it can be checked.
 */
@NullMarked
package io.saler.demo.scenario;

import org.jspecify.annotations.NullMarked;
