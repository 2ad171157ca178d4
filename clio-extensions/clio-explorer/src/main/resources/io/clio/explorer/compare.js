// Two topics side by side, or this run and another one whose file is opened here and stays here.
let otherRun = null;
const VALUES = 12;

async function openRun(file) {
  try {
    otherRun = readInsights(await file.text());
    otherRun.name = visible(file.name);
    say(`${file.name} is open`);
    update({ view: 'compare', other: '' });
  } catch (e) {
    say('The file is not a Clio result');
    byElementId('opened')?.replaceChildren(`This file cannot be compared: ${e instanceof SyntaxError ? 'it is not JSON' : visible(e.message)}`);
  }
}

function compareView(data) {
  const file = el('input', { type: 'file', id: 'file', accept: '.json,application/json', onchange: () => file.files[0] && openRun(file.files[0]) });
  const names = (id, label, value, key) => {
    const options = [['', 'choose a topic'], ...[...data.nodes].sort((a, b) => b.users - a.users).slice(0, 1000).map((n) => [n.id, `${'  '.repeat(n.depth)}${n.title}`])];
    const chosen = data.byId.get(value);
    if (chosen && !options.some(([v]) => v === value)) options.push([value, chosen.title]);
    return choice(label, id, options, value, (v) => update({ [key]: v }));
  };
  const view = el('div', {}, el('h2', {}, 'Compare'),
    el('div', { className: 'actions' }, names('first', 'Topic', state.node, 'node'), names('second', 'with', state.other, 'other')),
    el('p', { className: 'actions' }, el('label', { htmlFor: 'file' }, 'Another run (insights.json; it stays in this page)'), file),
    el('p', { id: 'opened', className: 'soft', role: 'status' }, otherRun ? `Compared with ${otherRun.name}` : ''));
  const [a, b] = [data.byId.get(state.node), data.byId.get(state.other)];
  if (a && b) view.append(twoTopics(data, a, b));
  if (otherRun) view.append(twoRuns(data, otherRun));
  return view;
}

function twoTopics(data, a, b) {
  const head = (n) => el('div', {}, el('h2', {}, bdi(n.title)), el('p', {}, bdi(n.summary)),
    figures([['Users', count(n.users)], ['Conversations', count(n.conversations)], ['Share', percent(n.share)]]));
  const part = el('section', { 'aria-label': 'Two topics' }, el('div', { className: 'two' }, head(a), head(b)));
  for (const facet of data.facets) {
    const values = valuesOf(data, facet);
    const all = (isTime(values) ? [...values].sort() : values)
      .map((v) => [v, shareOf(a, facet, v), shareOf(b, facet, v)]).filter(([, x, y]) => x !== null || y !== null);
    // Of months the latest, of other values the most frequent.
    const rows = isTime(values) ? all.slice(-VALUES) : all.slice(0, VALUES);
    if (!rows.length) continue;
    const side = (x, colour) => el('div', {}, shareBar(x ?? 0, colour), el('span', { className: 'soft' }, x === null ? 'not released' : percent(x)));
    part.append(el('h3', {}, bdi(visible(facet))), ...rows.map(([v, x, y]) =>
      el('div', { className: 'pair' }, bdi(visible(v)), side(x, palette()[0]), side(y, palette()[1]))),
      all.length > VALUES ? el('p', { className: 'soft' }, `${VALUES} of ${all.length} values`) : '');
  }
  return part;
}

// Topics matched by the titles on their path.
function runRows(data, other) {
  const rows = data.nodes.map((now) => ({ title: now.title, now, then: other.byKey.get(now.key) ?? null }));
  other.nodes.filter((then) => !data.byKey.has(then.key)).forEach((then) => rows.push({ title: then.title, now: null, then }));
  const size = (r) => Math.abs((r.now?.users ?? 0) - (r.then?.users ?? 0));
  return rows.sort((a, b) => size(b) - size(a) || (a.title < b.title ? -1 : 1));
}

function twoRuns(data, other) {
  const rows = runRows(data, other);
  const cell = (n) => el('td', { className: 'number' }, n ? count(n.users) : '–');
  const verdict = ({ now, then }) => {
    if (!then) return el('td', { className: 'number up' }, 'only here');
    if (!now) return el('td', { className: 'number down' }, 'only there');
    const x = now.users / then.users - 1;
    return el('td', { className: `number ${x > 0 ? 'up' : x < 0 ? 'down' : ''}` }, change(x));
  };
  return el('section', { 'aria-label': 'Two runs' }, el('h3', {}, `In both runs: ${topics(rows.filter((r) => r.now && r.then).length)}`),
    el('table', { id: 'runs' }, el('thead', {}, el('tr', {}, ...['Topic', 'Users there', 'Users here', 'Change'].map((t, i) => el('th', { scope: 'col', className: i ? 'number' : '' }, t)))),
      el('tbody', {}, ...rows.slice(0, ROWS).map((r) => el('tr', {}, el('td', {}, r.now ? titleButton(r.now) : bdi(r.title)), cell(r.then), cell(r.now), verdict(r))))),
    rows.length > ROWS ? el('p', { className: 'soft' }, `The ${ROWS} largest changes of ${count(rows.length)}; the CSV has the rest.`) : null);
}
