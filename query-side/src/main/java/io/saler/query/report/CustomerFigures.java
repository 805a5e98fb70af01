package io.saler.query.report;

import io.saler.value.Money;

/**
 * Who has bought.
 *
 * @param customers different people with a sale
 * @param newCustomers those of them whose first sale in this store it was
 * @param returningCustomers the others
 * @param orders their sales
 * @param revenue the totals of those
 * @param average revenue for each customer, rounded to the currency's decimals, a half to the even digit
 */
record CustomerFigures(
        long customers, long newCustomers, long returningCustomers, long orders, Money revenue, Money average) {}
