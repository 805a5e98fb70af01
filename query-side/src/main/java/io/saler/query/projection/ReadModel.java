package io.saler.query.projection;

import io.saler.axonserver.processor.Rebuildable;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Tables that can be made anew by handling all events again.
 *
 * @param emptying the statements that delete what is in them
 * @param readByNobody whether readers look elsewhere, where what is newer stays; then they are emptied for each rebuild
 */
record ReadModel(String processor, List<String> emptying, boolean readByNobody) implements Rebuildable {

    @Override
    public boolean has(String name) {
        return processor.equals(name);
    }

    void empty(Handle handle) {
        emptying.forEach(handle::execute);
    }
}
