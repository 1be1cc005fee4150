// Small conveniences; every page works without them.
"use strict";

// A text to be pasted: how long it is, and that it is being read.
const text = document.querySelector("textarea[data-most]");
if (text) {
  const most = Number(text.dataset.most);
  const hint = document.getElementById("text-hint");
  const said = hint.textContent;
  const number = new Intl.NumberFormat("en");
  text.addEventListener("input", () => {
    const length = [...text.value].length; // code points, as the server counts
    const over = length > most;
    hint.textContent = over ? `${number.format(length)} characters: ${number.format(length - most)} too many.` : said;
    hint.classList.toggle("over", over);
    text.setCustomValidity(over ? "The text is too long to be read here." : "");
  });
  text.form.addEventListener("submit", () => {
    const button = text.form.querySelector("button.main");
    const status = document.getElementById("reading");
    status.textContent = "Reading the text…";
    button.setAttribute("aria-disabled", "true");
    setTimeout(() => { button.disabled = true; });
  });
  addEventListener("pageshow", () => { text.form.querySelector("button.main").disabled = false; });
}

// Paper cannot be clicked: everything is open on it.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const each of opened) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of opened) each.open = false;
});
