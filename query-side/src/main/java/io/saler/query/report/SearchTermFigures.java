package io.saler.query.report;

/**
 * How often was searched for something.
 *
 * @param term in lower case, with one space between words
 * @param searches how often
 * @param withoutResults how often nothing was found
 */
record SearchTermFigures(String term, long searches, long withoutResults) {}
