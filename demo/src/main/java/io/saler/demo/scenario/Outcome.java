package io.saler.demo.scenario;

import java.util.List;

/** What a run left behind: the shop and the story of each order, in the order of the plan. */
public record Outcome(Shop shop, List<OrderStory> stories) {

    public Outcome {
        stories = List.copyOf(stories);
    }
}
