-- When the payment that is shown was asked for; null if there is none, or it was asked for before this was kept.
alter table query.orders add column payment_requested_at timestamptz;
