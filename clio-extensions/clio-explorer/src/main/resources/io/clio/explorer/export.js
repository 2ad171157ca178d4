// The view as a file. It is made here and goes nowhere but to the disk of whoever asks.
function save(name, blob) {
  const link = el('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A cell that a spreadsheet would run as a formula becomes text.
function csvCell(value) {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');
  return /[",;\t\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function csvOf(data, measures, matches) {
  const lines = state.view === 'compare' && otherRun
    ? [['path', 'users there', 'users here'], ...runRows(data, otherRun).map((r) => [titlesOf(r.now ?? r.then), r.then?.users, r.now?.users])]
    : [['path', ...measures.map((m) => m.name)], ...sorted(matches ?? data.nodes, measures).map((n) => [titlesOf(n), ...measures.map((m) => m.of(n))])];
  return lines.map((line) => line.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

const titlesOf = (node) => pathOf(node).map((n) => n.title).join(' > ');
const markdownText = (text) => text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&');

function markdownOf(data, matches) {
  const seen = matches && withAncestors(matches);
  return `# Topics\n\n${count(data.insights.users)} users, ${count(data.insights.conversations)} conversations\n\n`
    + data.nodes.filter((n) => !seen || seen.has(n)).map((n) => `${'  '.repeat(n.depth)}- ${markdownText(n.title)} (${count(n.users)} users, ${percent(n.share)})`).join('\n') + '\n';
}

function savePicture(map) {
  const copy = el('canvas', { width: map.canvas.width, height: map.canvas.height });
  const context = copy.getContext('2d');
  context.fillStyle = map.ground;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(map.canvas, 0, 0);
  copy.toBlob((blob) => save('clio-map.png', blob), 'image/png');
}
