// Keys for the review; every form works without them.
"use strict";

const articles = [...document.querySelectorAll(".review article")];
const typing = (node) => node.matches("input:not([type=radio]), select, textarea");
const current = () => articles.findIndex((each) => each.contains(document.activeElement));

function show(place) {
  const article = articles[Math.max(0, Math.min(place, articles.length - 1))];
  if (!article) return;
  article.focus();
  article.scrollIntoView({ block: "nearest" });
}

function choose(kind) {
  if (!articles.length) return;
  const article = articles[Math.max(current(), 0)];
  const form = article.querySelector("form.decide");
  if (!form) return;
  form.querySelector(`[value="${kind}"]`).checked = true;
  if (kind === "amend") {
    const details = form.querySelector("details");
    details.open = true;
    details.querySelector("select, input").focus();
  } else {
    form.querySelector("[name=because]").focus();
  }
}

const keys = {
  j: () => show(current() + 1),
  k: () => show(current() - 1),
  a: () => choose("accept"),
  r: () => choose("reject"),
  e: () => choose("amend"),
  u: () => document.getElementById("undo-last")?.requestSubmit(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape" && current() >= 0) {
    show(current());
  } else if (keys[event.key] && !typing(event.target)) {
    event.preventDefault();
    keys[event.key]();
  }
});
