package io.saler.demo.client;

/** What a login answers; {@code expiresIn} is the access token's life in seconds. */
public record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {}
