-- As verification_token: only hashes, and of each person only the token of the newest mail.
create table command.password_reset_token (
    token_hash  bytea       primary key,
    user_id     uuid        not null unique,
    expires_at  timestamptz not null
);
create index on command.password_reset_token (expires_at);
