// Until the map's first frame is on the screen, since the page was asked for.
const painted = new Promise((done) => {
  new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint').forEach((entry) => done(entry.startTime)))
    .observe({ type: 'paint', buffered: true });
});
const drawn = new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)));
});
Promise.all([painted, drawn]).then((times) => console.log(`measured=${Math.max(...times).toFixed(1)}`));
