package io.saler.gateway.access;

import io.saler.store.StoreFailure.ApiKeyNotAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the {@link Caller} or {@link CurrentUser} they ask for; a key is never taken for a person. */
final class CurrentUserArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CurrentUser.class || parameter.getParameterType() == Caller.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Caller caller = Caller.onThisThread();
        if (parameter.getParameterType().isInstance(caller) || parameter.isOptional()) {
            return parameter.getParameterType().isInstance(caller) ? caller : null;
        }
        if (caller instanceof StoreKey) {
            throw new ApiKeyNotAllowed();
        }
        throw new InsufficientAuthenticationException("This needs somebody who is signed in");
    }
}
