-- Saler's databases on a new PostgreSQL: each side has one of its own and a role that owns it and reaches no other.
-- Run once by psql as superuser, with the passwords in the environment. The sides create their tables by themselves.

\set ON_ERROR_STOP on
\getenv command_password SALER_COMMAND_DB_PASSWORD
\getenv sagas_password SALER_SAGAS_DB_PASSWORD
\getenv query_password SALER_QUERY_DB_PASSWORD

CREATE ROLE saler_command LOGIN PASSWORD :'command_password';
CREATE ROLE saler_sagas LOGIN PASSWORD :'sagas_password';
CREATE ROLE saler_query LOGIN PASSWORD :'query_password';

CREATE DATABASE saler_command OWNER saler_command;
CREATE DATABASE saler_sagas OWNER saler_sagas;
CREATE DATABASE saler_query OWNER saler_query;

REVOKE ALL ON DATABASE saler_command, saler_sagas, saler_query FROM PUBLIC;

-- The simulated payment gateway is a bank of its own: its books are in nobody else's database.
\getenv payment_gateway SALER_PAYMENT_GATEWAY
SELECT :'payment_gateway' = 'simulated' AS simulated \gset
\if :simulated
    \getenv gateway_password SIMULATED_GATEWAY_DB_PASSWORD
    CREATE ROLE simulated_gateway LOGIN PASSWORD :'gateway_password';
    CREATE DATABASE simulated_gateway OWNER simulated_gateway;
    REVOKE ALL ON DATABASE simulated_gateway FROM PUBLIC;
\endif
