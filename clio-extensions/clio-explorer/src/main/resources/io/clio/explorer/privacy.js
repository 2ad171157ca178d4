// What was held back and why, and what is promised in the words of the release.
function privacyView(data) {
  const { guarantee, privacyReport: report, policy, input, provenance } = data.insights;
  // A server leaves out what a role may not see.
  if (!report) {
    return el('div', { className: 'prose' }, el('h2', {}, 'Privacy'), el('h3', {}, 'What is promised'), el('ul', {}, ...guarantee.promises.map((t) => el('li', {}, visible(t)))),
      el('h3', {}, 'What is not promised'), el('ul', {}, ...guarantee.limits.map((t) => el('li', {}, visible(t)))),
      el('p', { id: 'left-out' }, 'What was held back, and why, is shown to the role safety alone.'));
  }
  const words = (name) => visible(name).replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const list = (texts) => el('ul', {}, ...texts.map((t) => el('li', {}, visible(t))));
  const table = (caption, rows) => el('section', {}, el('h3', {}, caption), el('table', {}, el('tbody', {}, ...rows.map(([name, value]) =>
    el('tr', {}, el('th', { scope: 'row' }, words(name)), el('td', { className: 'number' }, typeof value === 'number' ? count(value) : visible(value)))))));
  const flat = (object) => Object.entries(object).filter(([, v]) => typeof v !== 'object' || v === null);
  return el('div', {}, el('h2', {}, 'Privacy'),
    el('div', { className: 'two' },
      el('div', { className: 'prose' }, el('h3', {}, 'What is promised'), list(guarantee.promises), el('h3', {}, 'What is not promised'), list(guarantee.limits)),
      el('div', {},
        table('Held back, by reason', Object.entries(report.withheld).length ? Object.entries(report.withheld) : [['nothing', 0]]),
        table('Conversations', flat(report)),
        report.auditors ? table('Auditors, on seeded descriptions', Object.entries(report.auditors)) : null,
        table('Policy', flat(policy)), table('Input', flat(input)),
        table('Made with', [['version', provenance.version], ['seed', String(provenance.seed)], ...Object.entries(provenance.stages)]))));
}
