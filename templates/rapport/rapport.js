// The page works without this: filters, jumping with a way back, and printing are what it adds.
"use strict";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

function shown(form) {
  const chosen = (name) => all(`input[name=${name}]:checked`, form).map((input) => input.value);
  return {
    statuses: chosen("status"),
    severities: chosen("severity"),
    gates: form.elements.gate.checked,
    words: form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean),
  };
}

function fits(finding, wish) {
  const text = wish.words.length ? finding.textContent.toLowerCase() : "";
  return (
    wish.statuses.includes(finding.dataset.status) &&
    wish.severities.includes(finding.dataset.severity) &&
    (!wish.gates || "gate" in finding.dataset) &&
    wish.words.every((word) => text.includes(word))
  );
}

function tell(section) {
  const findings = all(".finding", section);
  const visible = findings.filter((finding) => !finding.hidden);
  for (const group of all(".group", section)) {
    group.hidden = all(".finding", group).every((finding) => finding.hidden);
  }
  section.querySelector(".none").hidden = visible.length > 0;
  const counts = [visible.length, findings.length];
  section.querySelector(".shown").textContent = section.dataset.shown.replace(/\{\}/g, () => counts.shift());
}

function filter(section) {
  const wish = shown(section.querySelector("form"));
  for (const finding of all(".finding", section)) finding.hidden = !fits(finding, wish);
  tell(section);
}

// Shows a finding or building block that is hidden or closed, when a link leads to it.
function reveal(target) {
  const section = target.closest(".findings");
  if (!section) return;
  const findings = target.matches(".finding") ? [target] : all(".finding", target.closest(".group") || section);
  if (findings.every((finding) => finding.hidden)) for (const finding of findings) finding.hidden = false;
  if (target.matches(".finding")) target.open = true;
  tell(section);
}

// Goes to a part of the page; the keyboard goes along.
function arrive(target) {
  reveal(target);
  const head = target.matches(".finding") ? target.querySelector("summary") : target;
  if (head === target) head.tabIndex = -1;
  target.scrollIntoView();
  head.focus({ preventScroll: true });
}

let left = null;

function show(link) {
  const block = document.getElementById(link.hash.slice(1));
  if (!block) return false;
  const text = block.closest(".text");
  const marks = all(`mark[data-m~="${CSS.escape(link.dataset.m || "")}"]`, text);
  for (const old of all(".current")) old.classList.remove("current");
  for (const mark of marks.length ? marks : [block]) mark.classList.add("current");
  const first = marks[0] || block;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  first.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
  left = link;
  for (const button of all(".back")) button.hidden = !text.contains(button);
  return true;
}

function back() {
  if (!left) return;
  for (const button of all(".back")) button.hidden = true;
  for (const closed of all("details:not([open])")) if (closed.contains(left)) closed.open = true;
  left.scrollIntoView({ block: "center" });
  left.focus({ preventScroll: true });
  left = null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link) {
    const target = document.getElementById(link.hash.slice(1));
    if (target && target.closest(".pane")) {
      if (show(link)) event.preventDefault();
    } else if (target) {
      event.preventDefault();
      history.pushState(null, "", link.hash);
      arrive(target);
    }
    return;
  }
  const button = event.target.closest("button");
  if (!button) return;
  const visible = button.closest(".findings") ? all(".finding:not([hidden])", button.closest(".findings")) : [];
  if (button.matches(".back")) back();
  else if (button.dataset.do === "print") print();
  else if (button.dataset.do) for (const finding of visible) finding.open = button.dataset.do === "open";
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && left) back();
});

addEventListener("beforeprint", () => {
  for (const closed of all("details:not([open])")) {
    closed.open = true;
    closed.dataset.wasClosed = "";
  }
});

addEventListener("afterprint", () => {
  for (const opened of all("details[data-was-closed]")) {
    opened.open = false;
    delete opened.dataset.wasClosed;
  }
});

for (const section of all(".findings")) {
  const form = section.querySelector("form");
  form.hidden = false;
  form.addEventListener("input", () => filter(section));
  form.addEventListener("submit", (event) => event.preventDefault());
  filter(section);
}

if (location.hash) {
  const target = document.getElementById(location.hash.slice(1));
  if (target) arrive(target);
}
