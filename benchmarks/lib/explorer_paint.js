// Until the map's first frame is on the screen, since the page was asked for.
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity;
  console.log(`measured=${Math.max(paint, performance.now()).toFixed(1)}`);
}, 0)));
