package io.saler.gateway.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint that takes an {@code Idempotency-Key}. It answers on the thread of the request, puts no secrets into its
 * answers, and may be called again with the same {@link OperationId}: then it answers as if for the first time, and
 * creates nothing new.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
