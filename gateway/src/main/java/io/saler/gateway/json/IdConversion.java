package io.saler.gateway.json;

import io.saler.value.Id;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.UUID;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Reads ids in paths and parameters: the usual 36 characters of a UUID, and nothing that merely resembles one. */
final class IdConversion implements ConverterFactory<String, Id> {

    @Override
    public <T extends Id> Converter<String, T> getConverter(Class<T> type) {
        Method of;
        try {
            of = type.getMethod("of", String.class);
        } catch (NoSuchMethodException notReadable) {
            throw new IllegalStateException(type + " has no static of(String)", notReadable);
        }
        return text -> type.cast(read(of, text));
    }

    private static Object read(Method of, String text) {
        if (!UUID.fromString(text).toString().equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("Not a UUID");
        }
        try {
            return of.invoke(null, text);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalArgumentException("Not a UUID", impossible);
        }
    }
}
