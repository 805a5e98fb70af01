/**
 * What a run comes to, in figures, tables and one order's timeline: for people on the terminal, for programs as JSON.
 */
@NullMarked
package io.saler.demo.report;

import org.jspecify.annotations.NullMarked;
