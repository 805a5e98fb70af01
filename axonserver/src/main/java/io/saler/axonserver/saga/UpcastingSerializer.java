package io.saler.axonserver.saga;

import java.util.List;
import java.util.Optional;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes sagas as another serializer does, in JSON, and brings those of older revisions up to date when it reads them.
 */
public final class UpcastingSerializer implements Serializer {

    private static final JsonMapper JSON = new JsonMapper();

    private final Serializer json;
    private final List<SagaUpcaster> upcasters;

    public UpcastingSerializer(Serializer json, List<SagaUpcaster> upcasters) {
        this.json = json;
        this.upcasters = List.copyOf(upcasters);
    }

    @Override
    public <S, T> T deserialize(SerializedObject<S> stored) {
        SerializedType type = stored.getType();
        Optional<SagaUpcaster> first = upcaster(type.getName(), type.getRevision());
        if (first.isEmpty()) {
            return json.deserialize(stored);
        }
        byte[] bytes = getConverter().convert(stored.getData(), stored.getContentType(), byte[].class);
        var state = (ObjectNode) JSON.readTree(bytes);
        String revision = type.getRevision();
        for (Optional<SagaUpcaster> next = first; next.isPresent(); next = upcaster(type.getName(), revision)) {
            next.get().upcast(state);
            revision = next.get().to();
        }
        return json.deserialize(
                new SimpleSerializedObject<>(JSON.writeValueAsBytes(state), byte[].class, type.getName(), revision));
    }

    private Optional<SagaUpcaster> upcaster(String type, String revision) {
        return upcasters.stream()
                .filter(each ->
                        each.saga().getName().equals(type) && each.from().equals(revision))
                .findFirst();
    }

    @Override
    public <T> SerializedObject<T> serialize(Object saga, Class<T> representation) {
        return json.serialize(saga, representation);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return json.canSerializeTo(representation);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        return json.classForType(type);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        return json.typeForClass(type);
    }

    @Override
    public Converter getConverter() {
        return json.getConverter();
    }
}
