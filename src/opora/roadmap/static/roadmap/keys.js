// Keys of the card in which a row of an order is confirmed. They only press what stands on the page: every element
// with data-key names the keys that press it, and without this script it is reached by Tab. Keys count while the focus
// is in the card (WCAG 2.1.4), by their place on the keyboard, so that the Russian layout does not matter.
"use strict";

document.addEventListener("keydown", (event) => {
  const card = event.target.closest("[data-keys]");
  if (!card || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const typing = event.target.matches("input, textarea, select");
  if (typing && event.key === "Enter" && !event.shiftKey && event.target.matches("[data-submit]")) {
    event.preventDefault();
    event.target.form.querySelector("button[type=submit]").click();
    return;
  }
  if (event.key === "Enter" || (typing && event.key !== "Escape")) return; // Enter presses what has the focus
  const pressed = card.querySelector(`[data-key~="${event.code}"]`);
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});
