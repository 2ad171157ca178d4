// Topics as discs within the discs of their parents. The tree is the spatial index: what is out of sight or too small
// is left out with all that lies within it.
const OPENS = 74; // pixels of radius from which a disc shows its children

class TopicMap {
  constructor(data, places) {
    this.data = data;
    data.nodes.forEach((node, i) => { [node.x, node.y, node.r] = places[i] ?? [0, 0, 1]; });
    this.canvas = el('canvas', { tabIndex: 0, role: 'application',
      'aria-label': 'Map of topics. Arrow keys move, plus and minus zoom, Enter selects the topic in the middle. The tree shows the same.' });
    this.context = this.canvas.getContext('2d');
    this.listen();
    new ResizeObserver(() => this.resize()).observe(this.canvas);
  }

  resize() {
    const { clientWidth: w, clientHeight: h } = this.canvas;
    if (!w || !h) return;
    const first = !this.width;
    [this.width, this.height] = [w, h];
    this.density = devicePixelRatio || 1;
    this.canvas.width = w * this.density;
    this.canvas.height = h * this.density;
    if (first) this.fit();
    if (this.pending) this.show(this.pending);
    this.draw();
  }

  fit() {
    const far = Math.max(1, ...this.data.roots.map((n) => Math.abs(n.x) + n.r));
    const high = Math.max(1, ...this.data.roots.map((n) => Math.abs(n.y) + n.r));
    this.k = 0.95 * Math.min(this.width / 2 / far, this.height / 2 / high);
    [this.cx, this.cy] = [0, 0];
    const [x, y, k] = state.at.split(',').map(Number);
    if (state.at && k > 0) [this.cx, this.cy, this.k] = [x, y, k];
  }

  reset() { state.at = ''; this.fit(); this.moved(); }

  // Before the map was ever seen it has no size: then once it has.
  show(node) {
    this.pending = this.width ? null : node;
    if (this.pending) return;
    this.k = Math.min(this.width, this.height) / 2.6 / node.r;
    [this.cx, this.cy] = [node.x, node.y];
    this.moved();
  }

  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const [x, y] = this.world(px, py);
    this.k = Math.max(1e-3, Math.min(1e4, this.k * factor));
    this.cx = x - (px - this.width / 2) / this.k;
    this.cy = y - (py - this.height / 2) / this.k;
    this.moved();
  }

  pan(dx, dy) { this.cx -= dx / this.k; this.cy -= dy / this.k; this.moved(); }

  moved() {
    this.later();
    clearTimeout(this.writing);
    this.writing = setTimeout(() => {
      state.at = [this.cx.toFixed(2), this.cy.toFixed(2), this.k.toPrecision(4)].join(',');
      writeState();
    }, 300);
  }

  later() { this.waiting ??= requestAnimationFrame(() => { this.waiting = null; this.draw(); }); }

  world(px, py) { return [this.cx + (px - this.width / 2) / this.k, this.cy + (py - this.height / 2) / this.k]; }

  at(px, py) {
    const [x, y] = this.world(px, py);
    let found = null;
    const within = (nodes) => {
      const hit = nodes.find((n) => Math.hypot(n.x - x, n.y - y) <= n.r);
      if (!hit) return;
      found = hit;
      if (hit.r * this.k > OPENS) within(hit.children);
    };
    within(this.data.roots);
    return found;
  }

  paint(colours, matches) { this.colours = new Map(this.data.nodes.map((n) => [n, colours.of(n)])); this.matches = matches; this.later(); }

  draw() {
    if (!this.width || !this.colours) return;
    const c = this.context, style = getComputedStyle(document.documentElement);
    this.ink = style.getPropertyValue('--ink'); this.ground = style.getPropertyValue('--ground');
    c.setTransform(this.density, 0, 0, this.density, 0, 0);
    c.clearRect(0, 0, this.width, this.height);
    this.labels = [];
    this.discs(this.data.roots);
    this.selection();
    this.writeLabels();
    if (document.activeElement === this.canvas) this.middle();
  }

  discs(nodes) {
    const c = this.context;
    for (const node of nodes) {
      const x = (node.x - this.cx) * this.k + this.width / 2, y = (node.y - this.cy) * this.k + this.height / 2, r = node.r * this.k;
      if (r < 0.6 || x + r < 0 || y + r < 0 || x - r > this.width || y - r > this.height) continue;
      const open = node.children.length && r > OPENS;
      c.beginPath();
      c.arc(x, y, r, 0, 7);
      c.fillStyle = this.colours.get(node);
      const dim = this.matches && !this.matches.has(node);
      c.globalAlpha = open ? 0.13 : dim ? 0.12 : 0.8;
      c.fill();
      c.globalAlpha = dim ? 0.25 : 0.9;
      if (r > 5) { c.lineWidth = open ? 1.2 : 0.8; c.strokeStyle = open ? this.colours.get(node) : this.ground; c.stroke(); }
      if (r > 13 && !(dim && !open)) this.labels.push({ node, x, y, r, open });
      if (open) this.discs(node.children);
    }
    c.globalAlpha = 1;
  }

  selection() {
    const node = this.data.byId.get(state.node);
    if (!node) return;
    const c = this.context;
    c.beginPath();
    c.arc((node.x - this.cx) * this.k + this.width / 2, (node.y - this.cy) * this.k + this.height / 2, node.r * this.k + 2, 0, 7);
    c.lineWidth = 2.5; c.strokeStyle = this.ink; c.stroke();
  }

  // Where Enter selects.
  middle() {
    const c = this.context, x = this.width / 2, y = this.height / 2;
    c.beginPath();
    c.moveTo(x - 7, y); c.lineTo(x + 7, y); c.moveTo(x, y - 7); c.lineTo(x, y + 7);
    c.lineWidth = 4; c.strokeStyle = this.ground; c.stroke();
    c.lineWidth = 1.5; c.strokeStyle = this.ink; c.stroke();
  }

  writeLabels() {
    const c = this.context, space = new LabelSpace();
    // Open discs are named at their top, closed ones in their middle; the widest first.
    const rank = (l) => (l.open ? 0.6 * l.r : l.r);
    this.labels.sort((a, b) => rank(b) - rank(a));
    c.textAlign = 'center'; c.textBaseline = 'middle'; c.lineJoin = 'round'; c.lineWidth = 3.5; c.strokeStyle = this.ground; c.fillStyle = this.ink;
    for (const label of this.labels.slice(0, 4 * LABELS)) {
      const size = label.open ? 14 : Math.max(10.5, Math.min(13, label.r / 3.2));
      c.font = `${label.open ? 650 : 450} ${Math.round(size)}px system-ui, sans-serif`;
      // Where the wide label has no room, a narrow one may have.
      const wishes = [Math.max(84, Math.min(240, Math.round(label.r / 10) * (label.open ? 20 : 18))), Math.max(50, Math.round(label.r / 10) * 14)];
      let lines = null, y = 0;
      for (const wish of wishes) {
        const tried = linesOf(c, label.node.title, wish, `${label.open}${Math.round(size)}`);
        const wide = Math.max(...tried.map((l) => l.width)), high = tried.length * size * 1.2;
        if (label.open && (label.y + label.r < high + 40 || label.r > 3 * this.width)) break;
        y = label.open ? Math.max(high / 2 + 6, label.y - label.r + high / 2 + 8) : label.y;
        const box = { left: label.x - wide / 2 - 3, right: label.x + wide / 2 + 3, top: y - high / 2 - 2, bottom: y + high / 2 + 2 };
        if (box.right < 0 || box.left > this.width) break;
        if (space.take(box)) { lines = tried; break; }
      }
      if (!lines) continue;
      lines.forEach((line, i) => {
        const at = y + (i - (lines.length - 1) / 2) * size * 1.2;
        c.strokeText(line.text, label.x, at);
        c.fillText(line.text, label.x, at);
      });
    }
  }

  listen() {
    const pointers = new Map();
    let moved = 0;
    const spot = (e) => [e.offsetX, e.offsetY];
    this.canvas.addEventListener('wheel', (e) => { e.preventDefault(); this.zoom(Math.exp(-e.deltaY / 400), ...spot(e)); }, { passive: false });
    this.canvas.addEventListener('pointerdown', (e) => { moved = 0; pointers.set(e.pointerId, spot(e)); this.canvas.setPointerCapture(e.pointerId); });
    this.canvas.addEventListener('pointermove', (e) => {
      const before = pointers.get(e.pointerId), now = spot(e);
      if (!before) { this.canvas.title = this.at(...now)?.title ?? ''; return; }
      const others = [...pointers].filter(([id]) => id !== e.pointerId);
      moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
      if (others.length) {
        const [fixed] = others.map(([, p]) => p);
        this.zoom(Math.hypot(now[0] - fixed[0], now[1] - fixed[1]) / (Math.hypot(before[0] - fixed[0], before[1] - fixed[1]) || 1), ...fixed);
      } else this.pan(now[0] - before[0], now[1] - before[1]);
      pointers.set(e.pointerId, now);
    });
    this.canvas.addEventListener('pointerup', (e) => {
      pointers.delete(e.pointerId);
      if (moved < 5) update({ node: this.at(...spot(e))?.id ?? '' });
    });
    this.canvas.addEventListener('pointercancel', (e) => pointers.delete(e.pointerId));
    this.canvas.addEventListener('dblclick', (e) => { const node = this.at(...spot(e)); if (node) this.show(node); });
    for (const change of ['focus', 'blur']) this.canvas.addEventListener(change, () => this.later());
    this.canvas.addEventListener('keydown', (e) => {
      if (e.ctrlKey || e.altKey || e.metaKey) return; // the browser's own
      const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[e.key];
      if (step) this.pan(...step);
      else if (e.key === '+' || e.key === '=') this.zoom(1.3);
      else if (e.key === '-') this.zoom(1 / 1.3);
      else if (e.key === '0') this.reset();
      else if (e.key === 'Enter') {
        const node = this.at(this.width / 2, this.height / 2);
        if (node) { update({ node: node.id }); say(`${node.title}, ${count(node.users)} users`); } else say('No topic in the middle');
      } else return;
      e.preventDefault();
    });
  }
}
