// Tables stay tables where a narrow screen stacks their cells: some browsers forget what a cell is when it is laid out as
// a block. The roles are the elements' own, so HTML refuses them in the page itself; here they are set once it is read.
(() => {
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
  const roleOf = (element) => roles[element.tagName] ?? (element.scope.startsWith("row") ? "rowheader" : "columnheader");
  for (const table of document.querySelectorAll("main table")) {
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td, th")]) part.setAttribute("role", roleOf(part));
  }
})();
