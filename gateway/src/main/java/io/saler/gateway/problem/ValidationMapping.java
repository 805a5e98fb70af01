package io.saler.gateway.problem;

import io.saler.value.Id;
import io.saler.value.InvalidValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Values that could be read and are not acceptable: in bodies, parameters and headers. */
final class ValidationMapping implements ProblemMapping {

    private static final String SOME_VALUES = "Some values are not possible here.";

    @Override
    public @Nullable Problem explain(Throwable thrown) {
        return switch (thrown) {
            case InvalidValue invalid -> Problem.badValue(String.valueOf(invalid.getMessage()), invalid.field());
            case InvalidParameter invalid -> Problem.badValue(invalid.blame());
            case MethodArgumentNotValidException body ->
                blaming(body.getAllErrors().stream().map(ValidationMapping::inBody));
            case HandlerMethodValidationException method ->
                blaming(method.getParameterValidationResults().stream().flatMap(ValidationMapping::inArgument));
            case ConstraintViolationException violations ->
                blaming(violations.getConstraintViolations().stream()
                        .map(each -> Blame.body(JsonPointers.of(each.getPropertyPath()), each.getMessage())));
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
            case MissingServletRequestParameterException missing ->
                Problem.badValue(Blame.parameter(missing.getParameterName(), "This parameter is missing."));
            case MissingRequestHeaderException missing ->
                Problem.badValue(Blame.header(missing.getHeaderName(), "This header is missing."));
            default -> null;
        };
    }

    private static Problem blaming(Stream<Blame> blames) {
        List<Blame> all = blames.distinct().toList();
        return all.size() == 1 ? Problem.badValue(all.getFirst()) : Problem.badValue(SOME_VALUES, all);
    }

    private static Blame inBody(ObjectError error) {
        if (error.contains(ConstraintViolation.class)) {
            ConstraintViolation<?> violation = error.unwrap(ConstraintViolation.class);
            return Blame.body(JsonPointers.of(violation.getPropertyPath()), violation.getMessage());
        }
        String pointer = error instanceof FieldError field ? JsonPointers.of(field.getField()) : "";
        return Blame.body(pointer, message(error));
    }

    private static Stream<Blame> inArgument(ParameterValidationResult argument) {
        var parameter = argument.getMethodParameter();
        if (argument instanceof ParameterErrors body) {
            String element = argument.getContainerIndex() == null ? "" : "/" + argument.getContainerIndex();
            return body.getAllErrors().stream().map(error -> {
                Blame within = inBody(error);
                return Blame.body(element + within.pointer(), within.detail());
            });
        }
        String name = String.valueOf(parameter.getParameterName());
        return argument.getResolvableErrors().stream().map(error -> {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                return Blame.body("", message(error));
            }
            RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
            return header == null
                    ? Blame.parameter(name, message(error))
                    : Blame.header(header.name().isEmpty() ? name : header.name(), message(error));
        });
    }

    private static Problem mismatch(MethodArgumentTypeMismatchException mismatch) {
        // Whoever follows a link with a broken id looks for a thing that does not exist.
        if (mismatch.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is nothing here.");
        }
        InvalidValue refused = Causes.first(mismatch, InvalidValue.class);
        Class<?> wanted = mismatch.getRequiredType();
        String detail = refused != null
                ? String.valueOf(refused.getMessage())
                : wanted != null && Id.class.isAssignableFrom(wanted)
                        ? "This must be a UUID."
                        : Expectation.of(wanted).replace(" in a string", "");
        RequestHeader header = mismatch.getParameter().getParameterAnnotation(RequestHeader.class);
        return Problem.badValue(
                header == null
                        ? Blame.parameter(mismatch.getName(), detail)
                        : Blame.header(mismatch.getName(), detail));
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null || Expectation.namesClass(message) ? "This value is not possible here." : message;
    }
}
