package io.saler.saga.order;

import io.saler.axonserver.json.SerializerConfiguration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Sagas kept in memory, but in their stored form, so that each event finds them read back. */
final class StoredSagas implements SagaStore<Object> {

    private record Row(Class<?> type, SerializedObject<byte[]> saga, Set<AssociationValue> associations) {}

    private final Serializer serializer = Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(new SerializerConfiguration().eventJson())
            .build();

    private Map<String, Row> rows = new HashMap<>();

    Object snapshot() {
        return new HashMap<>(rows);
    }

    @SuppressWarnings("unchecked")
    void restore(Object snapshot) {
        rows = new HashMap<>((Map<String, Row>) snapshot);
    }

    /** The sagas that have not ended, in words. */
    Set<String> alive() {
        return rows.values().stream()
                .map(row -> row.type().getSimpleName() + " "
                        + new String(row.saga().getData(), java.nio.charset.StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> findSagas(Class<?> type, AssociationValue association) {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().type().equals(type)
                        && row.getValue().associations().contains(association))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public <S> Entry<S> loadSaga(Class<S> type, String id) {
        Row row = rows.get(id);
        if (row == null) {
            return null;
        }
        S saga = serializer.deserialize(row.saga());
        return new Entry<>() {
            @Override
            public Set<AssociationValue> associationValues() {
                return row.associations();
            }

            @Override
            public S saga() {
                return saga;
            }
        };
    }

    @Override
    public void deleteSaga(Class<?> type, String id, Set<AssociationValue> associations) {
        rows.remove(id);
    }

    @Override
    public void insertSaga(Class<?> type, String id, Object saga, Set<AssociationValue> associations) {
        rows.put(id, new Row(type, serializer.serialize(saga, byte[].class), new HashSet<>(associations)));
    }

    @Override
    public void updateSaga(Class<?> type, String id, Object saga, AssociationValues associations) {
        rows.put(id, new Row(type, serializer.serialize(saga, byte[].class), new HashSet<>(associations.asSet())));
    }
}
