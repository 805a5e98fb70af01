/**
 * What merchants are told in numbers. Every report is a sum over the facts of the {@linkplain io.saler.query.analytics
 * ledger}, by calendar periods of the store's time zone, and can be asked for as of a moment in the past: then later
 * facts are left out. What each number means is in {@code docs/reports.md}.
 */
@NullMarked
package io.saler.query.report;

import org.jspecify.annotations.NullMarked;
