// What is looked at, kept in the fragment of the address: it is never sent to a server.
const DEFAULTS = { view: 'map', node: '', q: '', sort: '-users', colour: 'topic', facet: '', value: '', other: '', at: '' };
const state = { ...DEFAULTS };
const listeners = [];

function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(DEFAULTS)) state[key] = given.get(key) ?? DEFAULTS[key];
}

function writeState() {
  const given = new URLSearchParams();
  for (const key of Object.keys(DEFAULTS)) if (state[key] !== DEFAULTS[key]) given.set(key, state[key]);
  const hash = given.toString();
  if (hash !== location.hash.slice(1)) history.replaceState(null, '', `#${hash}`);
}

function update(changes) {
  Object.assign(state, changes);
  writeState();
  listeners.forEach((listener) => listener(changes));
}
