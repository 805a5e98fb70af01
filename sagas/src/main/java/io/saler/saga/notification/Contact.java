package io.saler.saga.notification;

/** Where and by which name somebody is written to. */
record Contact(String email, String name) {}
