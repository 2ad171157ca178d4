// The tree, opened step by step; rows are made when they are first seen. Branches that somebody opened or closed stay so,
// until a topic within them is chosen.
const branches = new Map();
let lastChosen = '';

function treeView(data, matches) {
  const seen = matches && withAncestors(matches);
  const most = Math.max(1, ...data.roots.map((n) => n.users));
  const chosen = new Set(pathOf(data.byId.get(state.node)).slice(0, -1));
  if (state.node !== lastChosen) chosen.forEach((n) => branches.delete(n.id));
  lastChosen = state.node;
  const shown = (nodes) => nodes.filter((n) => !seen || seen.has(n));
  const item = (node) => {
    const below = el('ul', { hidden: true });
    const children = shown(node.children);
    const open = (yes) => {
      if (yes && !below.children.length) below.append(...children.map(item));
      below.hidden = !yes;
      more.setAttribute('aria-expanded', yes);
      more.textContent = yes ? '▾' : '▸';
    };
    const more = el('button', { type: 'button', className: 'more', 'aria-label': `Topics within ${node.title}`,
      onclick: () => { branches.set(node.id, below.hidden); open(below.hidden); } });
    if (children.length) open(branches.get(node.id) ?? (chosen.has(node) || (matches !== null && matches.size < 200)));
    return el('li', {}, el('div', { className: node.id === state.node ? 'row on' : 'row' },
      children.length ? more : el('span'), titleButton(node), shareBar(node.users / most),
      el('span', { className: 'number' }, count(node.users)), el('span', { className: 'number soft wide' }, intervalOf(node) ?? percent(node.share))), below);
  };
  const rows = shown(data.roots).map(item);
  return el('div', {},
    el('div', { className: 'row soft' }, el('span'), el('span', {}, 'Topic'), el('span', { className: 'wide' }),
      el('span', { className: 'number' }, 'Users'), el('span', { className: 'number wide' }, 'Share')),
    rows.length ? el('ul', { className: 'tree' }, ...rows) : el('p', {}, data.roots.length ? 'No topic matches.' : visible(data.insights.explanation ?? 'Nothing was released.')));
}

function crumbs(node) {
  const steps = pathOf(node).slice(0, -1).map((n) => titleButton(n));
  return steps.length ? el('nav', { className: 'crumbs', 'aria-label': 'Topics above' }, ...steps) : null;
}

// Bounds of a share, where a release has them.
function intervalOf(node) {
  const bounds = node.raw.shareInterval ?? node.raw.interval;
  return Array.isArray(bounds) && bounds.length === 2 ? `${percent(bounds[0])} – ${percent(bounds[1])}` : null;
}
