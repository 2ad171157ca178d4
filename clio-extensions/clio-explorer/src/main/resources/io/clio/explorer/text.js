// Titles are anybody's words: characters that act instead of being seen are made visible. Joiners and the variants of
// emoji and of Mongolian letters stay, for scripts need them.
const ACTING = /[\p{Cc}\p{Cs}\u2028\u2029\ufff9-\ufffb]|(?![\u200c\u200d\ufe0e\ufe0f\u180b-\u180d\u180f])\p{Default_Ignorable_Code_Point}/gu;

function visible(text) {
  return String(text).replace(ACTING, (c) => `\u27e8U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`);
}

const numbers = new Intl.NumberFormat('en');
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const count = (n) => numbers.format(n);
const topics = (n) => (n === 1 ? '1 topic' : `${count(n)} topics`);
const percent = (x) => percents.format(x);
const change = (x) => (x > 0 ? '+' : '') + percents.format(x);

// One form for all spellings of a word: width, case and marks do not matter.
function folded(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
