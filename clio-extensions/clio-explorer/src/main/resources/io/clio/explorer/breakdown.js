// One topic: what it is about, how large it is, and a small chart for each facet.
function detailView(data, node) {
  if (!node) {
    return [el('h2', {}, 'All topics'), figures([['Users', count(data.insights.users)], ['Conversations', count(data.insights.conversations)], ['Topics', count(data.nodes.length)]]),
      el('p', { className: 'soft' }, 'Choose a topic on the map, in the tree or in the table to see what is in it.'),
      el('h3', {}, 'Largest topics'), ...childrenOf(data.roots)];
  }
  const interval = intervalOf(node);
  return [crumbs(node), el('h2', { id: 'chosen' }, bdi(node.title)), el('p', {}, bdi(node.summary)),
    figures([['Users', count(node.users)], ['Conversations', count(node.conversations)], [interval ? `Share, ${interval}` : 'Share', percent(node.share)]]),
    el('div', { className: 'actions' },
      el('button', { type: 'button', onclick: () => update({ view: 'map', show: node }) }, 'Show on map'),
      el('button', { type: 'button', onclick: () => update({ view: 'compare', other: node.id }) }, 'Compare with…'),
      el('button', { type: 'button', onclick: () => update({ node: '' }) }, 'Close')),
    el('div', { className: 'multiples' }, ...data.facets.map((facet) => multiple(data, node, facet))),
    ...(node.children.length ? [el('h3', {}, `${topics(node.children.length)} within`), ...childrenOf(node.children)] : [])];
}

function figures(pairs) {
  return el('div', { className: 'figures' }, ...pairs.map(([label, value]) => el('p', { className: 'soft' }, el('b', {}, value), label)));
}

function childrenOf(nodes) {
  const most = Math.max(1, ...nodes.map((n) => n.users));
  return [el('ul', { className: 'cells' }, ...nodes.slice(0, 30).map((n) =>
    el('li', {}, titleButton(n), shareBar(n.users / most), el('span', { className: 'number' }, count(n.users))))),
  nodes.length > 30 ? el('p', { className: 'soft' }, `and ${count(nodes.length - 30)} more in the tree`) : null];
}

function multiple(data, node, facet) {
  const cells = cellsOf(node, facet);
  const part = el('section', {}, el('h3', {}, bdi(visible(facet))));
  if (!cells.length) {
    part.append(el('p', { className: 'soft' }, 'No cell was large enough to be released.'));
    return part;
  }
  const values = valuesOf(data, facet);
  part.append(isTime(values) ? timeChart(cells, values) : barChart(node, cells));
  return part;
}

function barChart(node, cells) {
  const item = (c) => el('li', {}, el('bdi', { dir: 'auto', className: c.other ? 'soft' : '' }, visible(c.value)),
    shareBar(partOf(node, c), c.other ? 'var(--soft)' : ''), el('span', { className: 'number' }, percent(partOf(node, c))));
  const list = el('ul', { className: 'cells' }, ...cells.slice(0, 8).map(item));
  if (cells.length > 8) {
    list.append(el('li', {}, el('button', { type: 'button', onclick: (e) => {
      e.target.parentElement.remove();
      list.append(...cells.slice(8).map(item));
    } }, `${cells.length - 8} more`)));
  }
  return list;
}

function timeChart(cells, values) {
  const times = [...values].sort(), most = Math.max(...cells.map((c) => c.conversations), 1);
  const by = new Map(cells.map((c) => [c.value, c.conversations]));
  const wide = 300 / times.length;
  const text = times.map((t) => `${t}: ${by.has(t) ? count(by.get(t)) : 'not released'}`).join(', ');
  return svg('svg', { class: 'time', viewBox: '0 0 300 76', preserveAspectRatio: 'none', role: 'img', 'aria-label': text },
    ...times.map((t, i) => {
      const high = 56 * (by.get(t) ?? 0) / most;
      return svg('rect', { x: i * wide + 1, y: 58 - high, width: Math.max(1, wide - 2), height: high }, svg('title', {}, `${t}: ${by.has(t) ? count(by.get(t)) : 'not released'}`));
    }),
    svg('text', { x: 0, y: 72 }, visible(times[0])), svg('text', { x: 300, y: 72, 'text-anchor': 'end' }, visible(times.at(-1))));
}
