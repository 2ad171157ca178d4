// Okabe and Ito's colours, which people with colour blindness can tell apart, lightened for the dark.
const LIGHT = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b28600', '#3a9bd1', '#7a5195', '#6b7780'];
const DARK = ['#56a9e0', '#f08a4b', '#3cc79c', '#e0a1c5', '#e6b422', '#8fd0f5', '#b391cf', '#a3aeb7'];
const darkMode = matchMedia('(prefers-color-scheme: dark)');
const palette = () => (darkMode.matches ? DARK : LIGHT);
const unknownColour = () => (darkMode.matches ? '#4a545d' : '#c9cfd4');

// From little to much, readable in both modes.
function ramp(x) {
  const [from, to] = darkMode.matches ? [[45, 66, 84], [255, 214, 120]] : [[214, 226, 236], [13, 68, 115]];
  return `rgb(${from.map((c, i) => Math.round(c + (to[i] - c) * Math.max(0, Math.min(1, x)))).join(',')})`;
}

// From less to more with grey in the middle.
function diverging(x) {
  const end = x < 0 ? [213, 94, 0] : [0, 114, 178];
  const grey = darkMode.matches ? [90, 98, 106] : [208, 211, 214];
  const t = Math.min(1, Math.abs(x));
  return `rgb(${grey.map((c, i) => Math.round(c + (end[i] - c) * t)).join(',')})`;
}

function colourings(data, measures) {
  const options = [['topic', 'Top-level topic']];
  measures.filter((m) => m.name !== 'users').forEach((m) => options.push([`m:${m.name}`, m.label]));
  data.facets.forEach((f) => options.push([`f:${f}`, `Most common ${visible(f)}`]));
  return options;
}

// How topics are coloured, and what a legend says of it.
function colouring(data, measures, other) {
  const kind = state.colour;
  if (kind.startsWith('f:') && data.facets.includes(kind.slice(2))) return byFacet(data, kind.slice(2));
  if (kind === 'run' && other) return diverges('Users, against the other run', (node) => {
    const then = other.byKey.get(node.key);
    return then ? node.users / then.users - 1 : null;
  });
  const measure = measures.find((m) => `m:${m.name}` === kind);
  if (measure?.name === 'growth') return diverges('Growth: later against earlier months, relative to all topics', measure.of);
  if (measure) {
    const values = data.nodes.map(measure.of).filter((v) => v !== null).sort((a, b) => a - b);
    const low = values[0], high = values[Math.floor(values.length * 0.95)];
    return { title: measure.label, of: (n) => (measure.of(n) === null ? unknownColour() : ramp((measure.of(n) - low) / (high - low || 1))),
      legend: [[ramp(0), measure.show(low)], [ramp(0.5), measure.show((low + high) / 2)], [ramp(1), `${measure.show(high)} or more`]] };
  }
  const colour = (node) => { const i = data.roots.indexOf(pathOf(node)[0]); return palette()[Math.min(i, 7) % 8]; };
  const legend = data.roots.slice(0, 7).map((n, i) => [palette()[i], n.title]);
  if (data.roots.length > 7) legend.push([palette()[7], data.roots.length === 8 ? data.roots[7].title : `${data.roots.length - 7} others`]);
  return { title: 'Top-level topic', of: colour, legend };
}

function byFacet(data, facet) {
  const values = valuesOf(data, facet);
  const first = values.slice(0, 7);
  const of = (node) => {
    const cells = cellsOf(node, facet).filter((c) => !c.other);
    if (!cells.length) return unknownColour();
    const most = cells.reduce((a, b) => (b.conversations > a.conversations ? b : a)).value;
    return palette()[first.includes(most) ? first.indexOf(most) : 7];
  };
  const legend = first.map((v, i) => [palette()[i], visible(v)]);
  if (values.length > 7) legend.push([palette()[7], 'another value']);
  return { title: `Most common ${visible(facet)}`, of, legend: [...legend, [unknownColour(), 'not released']] };
}

function diverges(title, of) {
  return { title, of: (n) => (of(n) === null ? unknownColour() : diverging(of(n) / 0.5)),
    legend: [[diverging(-1), '−50 % or less'], [diverging(0), 'as many'], [diverging(1), '+50 % or more'], [unknownColour(), 'not known']] };
}
