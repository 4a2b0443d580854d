// Finds bodies by name and puts them in order; without it the table can still be read.
(() => {
  "use strict";
  const table = document.getElementById("country");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const find = document.getElementById("find");
  find.hidden = false;
  find.querySelector("input").addEventListener("input", (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach((row) => {
      const name = row.cells[0].textContent.toLowerCase();
      row.hidden = !words.every((word) => name.includes(word));
    });
  });
  // "3/5" is a share; "–" stands for nothing to count.
  const number = (cell) => {
    const [part, whole] = (cell.textContent.match(/\d+/g) || [-1]).map(Number);
    return cell.textContent.includes("/") ? part / whole : part;
  };
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const compare = at
        ? (a, b) => number(a.cells[at]) - number(b.cells[at])
        : (a, b) => b.cells[0].textContent.localeCompare(a.cells[0].textContent, document.documentElement.lang);
      body.append(...[...rows].sort((a, b) => (down ? compare(b, a) : compare(a, b))));
    });
  });
})();
