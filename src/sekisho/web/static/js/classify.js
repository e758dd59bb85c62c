// The classification: an error takes the focus; a filter shows at once. The page works without it.
document.getElementById("form-error")?.focus();
for (const select of document.querySelectorAll(".filter select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
