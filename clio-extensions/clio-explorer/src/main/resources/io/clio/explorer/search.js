// Which topics match what is typed and the chosen value; null if nothing is asked.
function matching(data) {
  const words = folded(state.q).split(/\s+/).filter(Boolean);
  if (!words.length && !state.value) return null;
  return new Set(data.nodes.filter((node) =>
    words.every((word) => node.words.includes(word))
    && (!state.value || shareOf(node, state.facet, state.value) !== null)));
}

function withAncestors(nodes) {
  return new Set([...nodes].flatMap(pathOf));
}
