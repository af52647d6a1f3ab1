// Correcting the words of a statement: what is selected in the article goes into a field of its form, with its place.
"use strict";

const article = document.querySelector(".article");

// A place counts code points, as Python does; a string of JavaScript counts half of some characters twice.
const points = (words) => Array.from(words).length;

// The characters of a paragraph before a boundary of the selection. What style sheets draw is no text.
function before(paragraph, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, offset);
  return points(range.toString());
}

function paragraphOf(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const row = element && element.closest(".row[data-start]");
  const paragraph = row && row.querySelector(":scope > p");
  return paragraph && paragraph.contains(node) ? paragraph : null;
}

// The parts of the selection that lie in the article's text: a part for each paragraph.
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const parts = [];
  for (const row of article.querySelectorAll(".row[data-start]")) {
    const paragraph = row.querySelector(":scope > p");
    if (!paragraph || !range.intersectsNode(paragraph)) continue;
    const whole = points(paragraph.textContent);
    const starts = paragraphOf(range.startContainer) === paragraph;
    const ends = paragraphOf(range.endContainer) === paragraph;
    const from = starts ? before(paragraph, range.startContainer, range.startOffset) : 0;
    const to = ends ? before(paragraph, range.endContainer, range.endOffset) : whole;
    const words = Array.from(paragraph.textContent).slice(from, to).join("");
    const start = Number(row.dataset.start) + from + points(words) - points(words.trimStart());
    if (words.trim()) parts.push({ start, end: start + points(words.trim()), words: words.trim() });
  }
  return parts;
}

let kept = [];
document.addEventListener("selectionchange", () => {
  // Pressing a button can clear the selection: the last one in the article counts.
  const parts = selected();
  if (parts.length) kept = parts;
});

function pick(form, role, more) {
  const words = form.querySelector(`textarea[name="${role}"]`);
  const place = form.querySelector(`input[name="${role}_at"]`);
  const told = form.querySelector(".picked");
  if (!kept.length) {
    told.textContent = "Select some words in the article first.";
    return;
  }
  const places = kept.map((part) => `${part.start}-${part.end}`);
  const lines = kept.map((part) => part.words);
  if (more && words.value.trim()) {
    // Words typed by hand have no place yet: then all of them are looked for in the text.
    const known = place.value || place.dataset.found;
    place.value = known ? [known, ...places].join("; ") : "";
    words.value = [words.value, ...lines].join("\n");
  } else {
    place.value = places.join("; ");
    words.value = lines.join("\n");
  }
  words.rows = words.value.split("\n").length;
  told.textContent = `Taken: ${kept.map((part) => part.words).join(" … ")}`;
}

function button(words, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "pick";
  made.textContent = words;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

if (article) {
  for (const form of document.querySelectorAll("form.spans")) {
    const told = document.createElement("p");
    told.className = "picked hint";
    told.setAttribute("role", "status");
    form.querySelector(".hint").before(told);
    for (const words of form.querySelectorAll("textarea")) {
      const role = words.name;
      const name = words.closest("label").firstChild.textContent.trim();
      const row = document.createElement("span");
      row.append(
        button("Use selection", `${name}: use what is selected in the article`, () => pick(form, role, false)),
        " ",
        button("Add selection", `${name}: add what is selected in the article`, () => pick(form, role, true)),
      );
      words.closest("label").after(row);
      // Words typed by hand are looked for in the text: the place taken before no longer holds.
      words.addEventListener("input", () => {
        const place = form.querySelector(`input[name="${role}_at"]`);
        place.value = place.dataset.found = "";
      });
    }
  }
}
