package io.saler.gateway.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint that takes an {@code Idempotency-Key}. It answers on the thread of the request, puts no secrets into
 * answers that are kept, and may be called again with the same {@link OperationId}: then it answers as if for the first
 * time, and creates nothing new.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {

    /**
     * Whether answers are kept to be given again. One that tells a secret must not be: then a repetition calls the
     * endpoint again, which leaves the secret out. Refusals are kept all the same.
     */
    boolean keepsAnswers() default true;
}
