// All topics that match, by any measure.
const ROWS = 300;
let rowsShown = ROWS;

function sorted(nodes, measures) {
  const down = state.sort.startsWith('-'), name = state.sort.replace(/^-/, '');
  const of = name === 'title' ? (n) => n.title : (measures.find((m) => m.name === name) ?? measures[0]).of;
  const compare = (a, b) => {
    const [x, y] = [of(a), of(b)];
    if (x === null || y === null) return (x === null) - (y === null);
    const order = typeof x === 'string' ? x.localeCompare(y) : x - y;
    return (down ? -order : order) || (a.key < b.key ? -1 : 1);
  };
  return [...nodes].sort(compare);
}

function tableView(data, measures, matches) {
  const nodes = sorted(matches ?? data.nodes, measures);
  const head = (name, label, number) => {
    const current = state.sort.replace(/^-/, '') === name;
    const down = state.sort.startsWith('-');
    return el('th', { scope: 'col', className: number ? 'number' : '', ...(current ? { 'aria-sort': down ? 'descending' : 'ascending' } : {}) },
      el('button', { type: 'button', id: `sort-${name}`, onclick: () => update({ sort: current && down ? name : `-${name}` }) }, `${label}${current ? (down ? ' ↓' : ' ↑') : ''}`));
  };
  const row = (node) => el('tr', { className: node.id === state.node ? 'on' : '' },
    el('td', {}, titleButton(node), ' ', el('span', { className: 'soft' }, bdi(node.parent ? node.parent.title : ''))),
    ...measures.map((m) => el('td', { className: 'number' }, m.of(node) === null ? '–' : m.show(m.of(node)))));
  const body = el('tbody', {}, ...nodes.slice(0, rowsShown).map(row));
  const rest = el('button', { type: 'button', hidden: nodes.length <= rowsShown, onclick: () => {
    body.append(...nodes.slice(rowsShown, rowsShown + ROWS).map(row));
    rowsShown += ROWS;
    rest.hidden = rowsShown >= nodes.length;
  } }, 'Show more rows');
  return el('div', {}, el('table', {},
    el('caption', { className: 'hidden' }, 'Topics and their measures'),
    el('thead', {}, el('tr', {}, head('title', 'Topic'), ...measures.map((m) => head(m.name, m.label, true)))), body),
    el('p', { className: 'soft' }, topics(nodes.length)), rest);
}
