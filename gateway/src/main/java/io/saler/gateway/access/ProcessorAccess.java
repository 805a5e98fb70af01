package io.saler.gateway.access;

import io.saler.identity.Role;
import io.saler.projection.FindProjections;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.SplitProjection;
import java.util.List;

/** What every side answers and does about its event processors, for administrators alone. */
final class ProcessorAccess implements MessageRules {

    @Override
    public List<MessageRule<?>> messageRules() {
        return MessageRule.allInRole(
                Role.ADMIN,
                FindProjections.class,
                PauseProjection.class,
                ResumeProjection.class,
                SplitProjection.class,
                MergeProjection.class);
    }
}
