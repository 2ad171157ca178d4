// Elements from text: nothing here parses markup.
function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key in element && key !== 'role') element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const byElementId = (id) => document.getElementById(id);
const bdi = (text) => el('bdi', { dir: 'auto' }, text);
const say = (text) => { byElementId('said').textContent = text; };

function shareBar(part, colour) {
  const bar = el('i');
  bar.style.width = `${Math.max(0, Math.min(1, part)) * 100}%`;
  if (colour) bar.style.background = colour;
  return el('span', { className: 'share', 'aria-hidden': 'true' }, bar);
}

function choice(label, id, options, value, onchange) {
  const select = el('select', { id, onchange: () => onchange(select.value) },
    ...options.map(([v, text]) => el('option', { value: v, selected: v === value }, text)));
  return el('label', {}, label, select);
}

const titleButton = (node, onclick) =>
  el('button', { type: 'button', className: 'title', onclick: onclick ?? (() => update({ node: node.id })) }, bdi(node.title));
