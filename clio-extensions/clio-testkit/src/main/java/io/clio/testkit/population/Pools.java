package io.clio.testkit.population;

import java.util.ArrayList;
import java.util.List;

/** The templates of one section of a phrasebook, grouped by their part in a conversation; grows while it is read. */
final class Pools {

    final List<Template> asks = new ArrayList<>();
    final List<Template> replies = new ArrayList<>();
    final List<Template> contexts = new ArrayList<>();
    final List<Template> details = new ArrayList<>();
    final List<Exchange> exchanges = new ArrayList<>();
    final List<Template> openings = new ArrayList<>();
    final List<Template> closings = new ArrayList<>();
    final List<Template> plants = new ArrayList<>();
    boolean alone;
}
