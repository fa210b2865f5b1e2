// In Wagtail's form a field of formatted text has a label that only the eye connects with it. Here the field gets its name,
// and so do those in blocks that are added later.
(() => {
  const unnamed = "[data-draftail-editor] [contenteditable=true]:not([aria-labelledby])";
  const labelOf = (text) => {
    const field = text.closest("[data-field-input]")?.querySelector("input[id], textarea[id]");
    const label = field && document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    if (label) label.id ||= `${field.id}-label`;
    return label?.id ?? text.closest("[data-panel][aria-labelledby]")?.getAttribute("aria-labelledby");
  };
  const name = () => {
    for (const text of document.querySelectorAll(unnamed)) {
      const label = labelOf(text);
      if (label) text.setAttribute("aria-labelledby", label);
    }
  };
  new MutationObserver(name).observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", name);
})();
