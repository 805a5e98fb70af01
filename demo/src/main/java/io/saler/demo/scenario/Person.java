package io.saler.demo.scenario;

import io.saler.demo.client.SalerClient;

/** Somebody who is signed up and in, with a client that speaks for them. */
public record Person(String email, SalerClient client) {}
