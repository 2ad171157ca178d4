// Puts the page together, and again whenever what is looked at changes.
const VIEWS = [['map', 'Map'], ['tree', 'Tree'], ['table', 'Table'], ['compare', 'Compare'], ['privacy', 'Privacy']];
const data = readInsights(byElementId('insights').textContent);
const measures = measuresOf(data);
const map = new TopicMap(data, JSON.parse(byElementId('places').textContent));
const view = byElementId('view');

function start() {
  readState();
  const tabs = byElementId('tabs');
  for (const [name, label] of VIEWS) {
    tabs.append(el('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'view', onclick: () => update({ view: name }) }, label));
  }
  tabsByArrows(tabs);
  const search = byElementId('search');
  search.value = state.q;
  search.addEventListener('input', () => update({ q: search.value }));
  // By script, for a fragment of its own would take the place of the view's.
  document.querySelector('.skip').addEventListener('click', (e) => { e.preventDefault(); byElementId('main').focus(); });
  addEventListener('hashchange', () => { readState(); search.value = state.q; render(); });
  darkMode.addEventListener('change', render);
  addEventListener('dragover', (e) => { e.preventDefault(); document.body.classList.add('drop'); });
  addEventListener('dragleave', () => document.body.classList.remove('drop'));
  addEventListener('drop', (e) => {
    e.preventDefault();
    document.body.classList.remove('drop');
    if (e.dataTransfer.files[0]) openRun(e.dataTransfer.files[0]);
  });
  byElementId('summary').textContent = `${count(data.insights.users)} users, ${count(data.insights.conversations)} conversations, ${topics(data.nodes.length)}`;
  listeners.push((changes) => { if (['q', 'sort', 'facet', 'value'].some((key) => key in changes)) rowsShown = ROWS; });
  listeners.push((changes) => { render(); if (changes.show) map.show(changes.show); if ('node' in changes) byElementId('detail').scrollTop = 0; });
  render();
}

function controls() {
  const make = [];
  if (state.view === 'map') {
    const options = colourings(data, measures);
    if (otherRun) options.push(['run', 'Change between runs']);
    make.push(choice('Colour', 'colour', options, state.colour, (v) => update({ colour: v })));
  }
  if (['map', 'tree', 'table'].includes(state.view) && data.facets.length) {
    make.push(choice('Only', 'facet', [['', 'all topics'], ...data.facets.map((f) => [f, visible(f)])], state.facet, (v) => update({ facet: v, value: '' })));
    if (state.facet) {
      make.push(choice('is', 'value', [['', 'anything'], ...valuesOf(data, state.facet).map((v) => [v, visible(v)])], state.value, (v) => update({ value: v })));
    }
  }
  const save_ = (label, act) => make.push(el('button', { type: 'button', onclick: act }, label));
  if (state.view !== 'privacy') {
    save_('CSV', () => save('clio-topics.csv', new Blob([csvOf(data, measures, matching(data))], { type: 'text/csv' })));
    save_('Markdown', () => save('clio-topics.md', new Blob([markdownOf(data, matching(data))], { type: 'text/markdown' })));
  }
  if (state.view === 'map') save_('PNG', () => savePicture(map));
  return make;
}

function legend(colours) {
  return el('div', { className: 'legend' }, el('strong', {}, colours.title), el('ul', {}, ...colours.legend.map(([colour, text]) => {
    const swatch = el('span', { className: 'swatch' });
    swatch.style.background = colour;
    return el('li', {}, swatch, bdi(text));
  })));
}

function mapView(matches) {
  const colours = colouring(data, measures, otherRun);
  map.paint(colours, matches);
  const button = (text, label, act) => el('button', { type: 'button', 'aria-label': label, onclick: act }, text);
  return [map.canvas, legend(colours), el('div', { className: 'zoom' }, button('+', 'Zoom in', () => map.zoom(1.5)),
    button('−', 'Zoom out', () => map.zoom(1 / 1.5)), button('All', 'Show the whole map', () => map.reset()))];
}

// What has the focus, so that it is found again in what takes its place: by its id, or by its part of the page and its words.
function focused() {
  const element = document.activeElement;
  if (element.id) return () => byElementId(element.id);
  const part = element.closest('#view, #detail, #controls');
  const words = (e) => `${e.getAttribute('aria-label') ?? ''} ${e.textContent}`.replace(/[▸▾]/g, '');
  return () => part && [...part.querySelectorAll(element.tagName)].find((e) => words(e) === words(element));
}

function render() {
  if (!VIEWS.some(([name]) => name === state.view)) state.view = 'map';
  const focus = focused(), top = view.scrollTop, before = view.dataset.view;
  const matches = matching(data);
  for (const tab of byElementId('tabs').children) {
    const on = tab.id === `tab-${state.view}`;
    tab.setAttribute('aria-selected', on);
    tab.tabIndex = on ? 0 : -1;
  }
  view.setAttribute('aria-labelledby', `tab-${state.view}`);
  view.className = state.view === 'map' ? 'map' : 'page';
  view.dataset.view = state.view;
  byElementId('controls').replaceChildren(...controls());
  if (state.view === 'map') {
    const parts = mapView(matches);
    if (map.canvas.parentElement === view) {
      [...view.children].slice(1).forEach((e) => e.remove());
      view.append(...parts.slice(1));
    } else view.replaceChildren(...parts);
  } else {
    const make = { tree: () => treeView(data, matches), table: () => tableView(data, measures, matches), compare: () => compareView(data), privacy: () => privacyView(data) };
    view.replaceChildren(make[state.view]());
  }
  if (before === state.view) view.scrollTop = top;
  byElementId('detail').replaceChildren(...detailView(data, data.byId.get(state.node)).filter(Boolean));
  if (matches && state.q !== render.said) { render.said = state.q; say(`${topics(matches.size)} found`); }
  if (document.activeElement === document.body) focus()?.focus();
}

start();
