package io.clio.model;

import io.clio.cluster.Draft;
import io.clio.cluster.Hierarchy.Group;
import io.clio.conversation.SensitiveText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Has groups named after their children, once these are known. A name that another node bears already is asked for
 * again; a group that has none then is left to the summarizer, which sees more of it.
 */
final class Naming {
    private static final int ROUNDS = 2;

    private final ModelRun run;
    private final Set<String> used;
    private final Makeshifts.Tally tally;

    /**
     * A naming.
     *
     * @param used keys of titles that are in use; those given here are added
     */
    Naming(ModelRun run, Set<String> used, Makeshifts.Tally tally) {
        this.run = run;
        this.used = used;
        this.tally = tally;
    }

    /**
     * Topics that belong together.
     *
     * @param proposed how the group was called before its members were known
     * @param children the topics, at least one; one alone is no group
     */
    record Family(SensitiveText proposed, List<Topic> children) {
        private Topic named(Optional<Draft> draft) {
            return new Topic(
                    new Group(draft, children.stream().map(Topic::node).toList()),
                    draft.orElse(new Draft(proposed, SensitiveText.of(""))));
        }
    }

    /** A node for each family, in order; of one topic alone that topic itself. */
    List<Topic> ask(List<Family> families) {
        Map<Integer, Draft> names = names(families);
        List<Topic> named = new ArrayList<>();
        for (int i = 0; i < families.size(); i++) {
            Family family = families.get(i);
            if (family.children.size() == 1) {
                named.add(family.children.get(0));
                continue;
            }
            if (!names.containsKey(i)) {
                tally.name();
            }
            named.add(family.named(Optional.ofNullable(names.get(i))));
        }
        return named;
    }

    private Map<Integer, Draft> names(List<Family> families) {
        Map<Integer, Draft> names = new TreeMap<>();
        Map<Integer, Set<String>> open = new TreeMap<>();
        for (int i = 0; i < families.size(); i++) {
            if (families.get(i).children.size() > 1) {
                open.put(i, Set.of());
            }
        }
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            List<Integer> asked = List.copyOf(open.keySet());
            List<Given<Draft>> given = drafts(families, open);
            open.clear();
            for (int i = 0; i < asked.size(); i++) {
                Optional<Draft> draft = given.get(i).answer();
                if (draft.isPresent()) {
                    String key = Titles.key(draft.get().title());
                    if (used.add(key)) {
                        names.put(asked.get(i), draft.get());
                    } else {
                        open.put(asked.get(i), Set.of(key));
                    }
                }
            }
        }
        return names;
    }

    private List<Given<Draft>> drafts(List<Family> families, Map<Integer, Set<String>> takenOf) {
        TitlePrompts prompts = new TitlePrompts(run);
        List<Inquiry<Draft>> inquiries = new ArrayList<>();
        takenOf.forEach((i, taken) -> {
            List<Draft> children =
                    families.get(i).children.stream().map(Topic::draft).toList();
            inquiries.add(new Inquiry<>(
                    () -> prompts.ofGroup(children, List.of(), taken, Set.of()), TitleForm.TITLE, List.of()));
        });
        return run.interview(Step.HIERARCHY).ask(inquiries);
    }
}
