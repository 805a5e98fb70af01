-- What is known of payments at Stripe, which forgets a request's key after a day.
CREATE TABLE stripe_payment (
    payment_id uuid        PRIMARY KEY,
    -- Null when Stripe never was to be asked for money.
    begun_at   timestamptz,
    intent     text,
    decision   text        CHECK (decision IN ('CAPTURE', 'DECLINE', 'CANCEL')),
    code       text,
    ended      boolean     NOT NULL DEFAULT false
);

CREATE TABLE stripe_refund (
    refund_id  uuid        PRIMARY KEY,
    payment_id uuid        NOT NULL,
    -- One of them: how it has ended.
    reference  text,
    refusal    text,
    at         timestamptz NOT NULL DEFAULT now(),
    CHECK ((reference IS NULL) <> (refusal IS NULL))
);
