package io.saler.query.dashboard;

import io.saler.gateway.access.BrowserPaths;
import io.saler.projection.AcceptRebuild;
import io.saler.projection.CancelRebuild;
import io.saler.projection.DropPrevious;
import io.saler.projection.FindGenerations;
import io.saler.projection.FindRebuild;
import io.saler.projection.FoundGenerations;
import io.saler.projection.MergeProjection;
import io.saler.projection.PauseProjection;
import io.saler.projection.ProjectionCommand;
import io.saler.projection.ProjectionFailure;
import io.saler.projection.ProjectionView;
import io.saler.projection.RebuildProgress;
import io.saler.projection.RebuildProjection;
import io.saler.projection.ResumeProjection;
import io.saler.projection.RollBackProjection;
import io.saler.projection.SplitProjection;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What keeps up with the events: how far each has come, and one by itself, with what can be done about it. */
@Controller
class ProjectionPages {

    static final String PATH = BrowserPaths.HOME + "/projections";

    private final Projections projections;
    private final Questions questions;
    private final Interventions interventions;

    ProjectionPages(Projections projections, Questions questions, Interventions interventions) {
        this.projections = projections;
        this.questions = questions;
        this.interventions = interventions;
    }

    @GetMapping(PATH)
    String list(Model model) {
        List<ProjectionView> all = projections.all();
        model.addAttribute("projections", all);
        model.addAttribute("changes", PageChanges.PATH + "/projections?seen=" + seen(all));
        return "projections";
    }

    static String seen(List<ProjectionView> all) {
        return Seen.of(all.stream().map(ProjectionPages::look).collect(Collectors.joining(";")));
    }

    private static String look(ProjectionView projection) {
        return "%s %s %d %d %.0f %s %s %s"
                .formatted(
                        projection.name(),
                        projection.status(),
                        projection.position(),
                        projection.head(),
                        projection.eventsPerSecond(),
                        projection.error(),
                        projection.segments(),
                        projection.deadLetters());
    }

    @GetMapping(PATH + "/{name}")
    String show(@PathVariable String name, @RequestParam(required = false) @Nullable String done, Model model) {
        model.addAttribute("done", done);
        return show(name, model);
    }

    private String show(String name, Model model) {
        List<ProjectionView> all = projections.all();
        ProjectionView projection = Projections.one(all, name);
        RebuildProgress rebuild = projection.rebuildable() ? rebuild(name) : null;
        FoundGenerations generations = projection.rebuildable() ? generations(name) : null;
        model.addAttribute("projection", projection);
        model.addAttribute("generations", generations);
        model.addAttribute("rebuild", rebuild);
        model.addAttribute("built", built(all, generations));
        model.addAttribute("rebuilding", rebuild != null && rebuild.endedAt() == null);
        model.addAttribute(
                "changes",
                PageChanges.PATH + "/projections/" + name + "?seen=" + seen(all, projection, rebuild, generations));
        return "projection";
    }

    static String seen(
            List<ProjectionView> all,
            ProjectionView projection,
            @Nullable RebuildProgress rebuild,
            @Nullable FoundGenerations generations) {
        return Seen.of(look(projection) + " " + rebuild + " " + generations + " " + built(all, generations));
    }

    /** The processor that can be paused to pause the rebuild; null if there is none, or if no node has it yet. */
    private static @Nullable String built(List<ProjectionView> all, @Nullable FoundGenerations generations) {
        if (generations == null) {
            return null;
        }
        FoundGenerations.Generation newest = generations.generations().getFirst();
        boolean onItsWay =
                newest.state() == FoundGenerations.State.BUILDING || newest.state() == FoundGenerations.State.COMPARING;
        return onItsWay && all.stream().anyMatch(each -> each.name().equals(newest.processor()))
                ? newest.processor()
                : null;
    }

    private @Nullable FoundGenerations generations(String name) {
        return questions.ask(new FindGenerations(name), FoundGenerations.class);
    }

    private @Nullable RebuildProgress rebuild(String name) {
        return questions.ask(new FindRebuild(name), RebuildProgress.class);
    }

    @PostMapping(PATH + "/{name}/{action}")
    String act(
            @PathVariable String name,
            @PathVariable String action,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean emptyFirst,
            @RequestParam(defaultValue = "false") boolean evenIfDifferent,
            Model model,
            HttpServletResponse response) {
        return interventions.intervene(
                () -> command(name, action, reason, emptyFirst, evenIfDifferent),
                PATH + "/" + name + "?done=" + action,
                reason,
                () -> show(name, model),
                model,
                response);
    }

    private static ProjectionCommand command(
            String name, String action, String reason, boolean emptyFirst, boolean evenIfDifferent) {
        return switch (action) {
            case "pause" -> new PauseProjection(name, reason);
            case "resume" -> new ResumeProjection(name, reason);
            case "split" -> new SplitProjection(name, reason);
            case "merge" -> new MergeProjection(name, reason);
            case "rebuild" -> new RebuildProjection(name, emptyFirst, evenIfDifferent, reason);
            case "cancel-rebuild" -> new CancelRebuild(name, reason);
            case "accept-rebuild" -> new AcceptRebuild(name, reason);
            case "rollback" -> new RollBackProjection(name, reason);
            case "drop-previous" -> new DropPrevious(name, reason);
            default -> throw new ProjectionFailure.ProjectionUnknown();
        };
    }
}
