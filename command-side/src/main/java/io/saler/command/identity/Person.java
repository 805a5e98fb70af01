package io.saler.command.identity;

import io.saler.identity.EmailAddress;

/** By which name and at which address somebody registered. */
record Person(EmailAddress email, String name) {}
