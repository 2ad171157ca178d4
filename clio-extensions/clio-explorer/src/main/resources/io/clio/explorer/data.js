// The released topics as they stand in the page, or in a file that somebody opens.
function readInsights(json) {
  const insights = JSON.parse(json);
  if (insights.schema !== 'clio-insights/1') {
    throw new Error(`expected schema clio-insights/1, found ${visible(insights.schema)}`);
  }
  const nodes = [];
  const add = (raw, parent, index) => {
    const node = {
      id: parent ? `${parent.id}.${index}` : String(index),
      raw, parent, children: [], depth: parent ? parent.depth + 1 : 0,
      title: visible(raw.title), summary: visible(raw.summary),
      users: raw.users, conversations: raw.conversations, share: raw.share, facets: raw.facets,
      key: (parent ? parent.key : '') + JSON.stringify(raw.title), words: folded(`${raw.title} ${raw.summary}`),
    };
    nodes.push(node);
    node.children = raw.children.map((child, i) => add(child, node, i));
    return node;
  };
  const roots = insights.roots.map((raw, i) => add(raw, null, i));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const facets = [...new Set(nodes.flatMap((node) => Object.keys(node.facets)))].sort();
  return { insights, nodes, roots, byId, byKey, facets };
}

function pathOf(node) {
  return node ? [...pathOf(node.parent), node] : [];
}

function cellsOf(node, facet) {
  if (!Object.hasOwn(node.facets, facet)) return [];
  const cells = node.facets[facet];
  return cells.other ? [...cells.values, { value: 'other or none', other: true, ...cells.other }] : cells.values;
}

// A cell's part of all conversations of its topic, those without a released cell included; counts may be rounded.
const partOf = (node, cell) => (node.conversations ? Math.min(1, cell.conversations / node.conversations) : 0);

// A value's part of its topic; null where no cell was released.
function shareOf(node, facet, value) {
  const cell = cellsOf(node, facet).find((c) => !c.other && c.value === value);
  return cell ? partOf(node, cell) : null;
}

// The most frequent first: by the top-level topics, and behind them those that only topics below have.
function valuesOf(data, facet) {
  const sums = new Map();
  for (const node of data.nodes) {
    for (const cell of cellsOf(node, facet)) {
      if (!cell.other) sums.set(cell.value, (sums.get(cell.value) ?? 0) + (node.parent ? 0 : cell.conversations));
    }
  }
  return [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

const isTime = (values) => values.length > 1 && values.every((v) => /^\d{4}-\d\d(-\d\d)?$|^\d{4}-W\d\d$/.test(v));

// Measures that are in the data: those that every release has, and numbers that later releases may add to a topic.
function measuresOf(data) {
  const measures = [
    { name: 'users', label: 'Users', of: (n) => n.users, show: count },
    { name: 'conversations', label: 'Conversations', of: (n) => n.conversations, show: count },
    { name: 'share', label: 'Share', of: (n) => n.share, show: percent },
  ];
  const known = new Set(['users', 'conversations', 'share']);
  for (const name of new Set(data.nodes.flatMap((n) => Object.keys(n.raw).filter((k) => typeof n.raw[k] === 'number')))) {
    if (!known.has(name)) measures.push({ name, label: visible(name), of: (n) => (Object.hasOwn(n.raw, name) ? n.raw[name] : null), show: (x) => String(Math.round(x * 1000) / 1000) });
  }
  const time = data.facets.find((facet) => isTime(valuesOf(data, facet)));
  const growth = time && growthBy(data, time);
  if (growth && data.nodes.some((n) => growth(n) !== null)) measures.push({ name: 'growth', label: 'Growth', of: growth, show: change });
  return measures;
}

// How much more the later half of the months has than the earlier half, against the same of the top-level topics together: so a
// month that is shorter or not over counts for all alike. Only where every month of the topic was released.
function growthBy(data, facet) {
  const times = valuesOf(data, facet).sort(), half = Math.floor(times.length / 2);
  const early = new Set(times.slice(0, half)), late = new Set(times.slice(-half));
  const halves = (node) => {
    const cells = cellsOf(node, facet).filter((c) => !c.other);
    const sum = (some) => cells.filter((c) => some.has(c.value)).reduce((n, c) => n + c.conversations, 0);
    return cells.length < times.length ? null : [sum(early), sum(late)];
  };
  const all = data.roots.map(halves).filter(Boolean).reduce(([a, b], [x, y]) => [a + x, b + y], [0, 0]);
  return (node) => {
    const own = halves(node);
    return own && own[0] && all[0] && all[1] ? (own[1] / own[0]) / (all[1] / all[0]) - 1 : null;
  };
}
