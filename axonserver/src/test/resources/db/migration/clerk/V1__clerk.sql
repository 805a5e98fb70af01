CREATE TABLE clerk.task (name text PRIMARY KEY, data bytea);
