-- Where the customer is led to, while their payment waits for them.
alter table query.orders add column payment_action text;
