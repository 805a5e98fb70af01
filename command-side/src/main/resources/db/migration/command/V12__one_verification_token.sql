-- A person has one token at a time: the mail that came last is the one that works.
delete from command.verification_token older
using command.verification_token newer
where newer.user_id = older.user_id
  and (newer.expires_at, newer.token_hash) > (older.expires_at, older.token_hash);
create unique index on command.verification_token (user_id);
