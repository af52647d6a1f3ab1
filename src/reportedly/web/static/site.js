// What every page is better with: the banner is read out, "/" leads to the search field, cleared links stay short.
"use strict";

const told = document.querySelector(".banner p");
if (told) {
  // A live region speaks of what changes in it, not of what the page came with.
  setTimeout(() => { document.getElementById("live").textContent = told.textContent; }, 150);
  // Loaded again or shared, the page shall not tell the same once more.
  const address = new URL(location.href);
  for (const name of ["done", "undone"]) address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("#q") || document.querySelector("#find");
  if (field) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});

// Fields left empty make long addresses that say nothing.
for (const form of document.querySelectorAll("form.ask, form.find")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form.ask :disabled, form.find :disabled")) field.disabled = false;
});
