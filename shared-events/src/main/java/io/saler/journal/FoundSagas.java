package io.saler.journal;

import java.util.List;

/** As many sagas as were asked for, or all that there are. */
public record FoundSagas(List<SagaView> sagas) {

    public FoundSagas {
        sagas = List.copyOf(sagas);
    }
}
