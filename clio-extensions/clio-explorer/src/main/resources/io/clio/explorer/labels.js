// Labels that do not overlap: the largest discs first, at most as many as a frame can afford.
const LABELS = 70;

class LabelSpace {
  constructor() { this.boxes = []; }
  take(box) {
    if (this.boxes.length >= LABELS) return false;
    for (const b of this.boxes) {
      if (box.left < b.right && b.left < box.right && box.top < b.bottom && b.top < box.bottom) return false;
    }
    this.boxes.push(box);
    return true;
  }
}

// A title in at most three lines of a width; words, or characters where a script has no spaces.
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const brokenLines = new Map();

function linesOf(context, title, wide, size) {
  const key = `${size} ${wide} ${title}`;
  let lines = brokenLines.get(key);
  if (lines) return lines;
  lines = [''];
  const tooWide = (text) => context.measureText(text).width > wide;
  const words = [];
  for (const { segment } of segmenter.segment(title)) {
    // No line begins with punctuation.
    if (words.length && /^\p{P}/u.test(segment)) words[words.length - 1] += segment;
    else words.push(segment);
  }
  const pieces = words.flatMap((word) => (tooWide(word) ? [...graphemes.segment(word)].map((one) => one.segment) : [word]));
  for (const segment of pieces) {
    const last = lines.length - 1;
    if (lines[last] && tooWide(lines[last] + segment)) {
      if (last === 2) { lines[2] = `${lines[2].trimEnd()}…`; break; }
      lines.push(segment.trimStart());
    } else lines[last] += segment;
  }
  lines = lines.map((text) => ({ text: text.trim(), width: context.measureText(text.trim()).width }));
  if (brokenLines.size > 20000) brokenLines.clear();
  brokenLines.set(key, lines);
  return lines;
}
