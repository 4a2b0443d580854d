// Makes the page better; without it everything can still be read. No network, no storage.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const data = JSON.parse($("data").textContent);
  data.targets = data.targets.map((row) => Object.fromEntries(row.map((value, at) => {
    const name = data.columns[at];
    return [name, data.lists[name] ? data.lists[name][value] : value];
  })));
  data.targets.forEach((target) => { target.weight ||= data.lists.weight[0]; });
  data.relations.forEach((relation) => { relation[1] = data.types[relation[1]]; });
  const root = document.documentElement;
  root.classList.add("js");

  const groupOf = (row) => [...row.classList].find((name) => name.startsWith("g-"));
  // What the page holds already is not said twice in it: a row's field of work, and the plan's own words.
  const complete = (row, target) => {
    const head = row.cells[1], small = head.querySelector("p") || head.appendChild(document.createElement("p"));
    const body = small.firstChild && small.firstChild.nodeType === 3 ? small.firstChild.data + " · " : "";
    if (body) small.firstChild.remove();
    small.prepend(body + data.fields[data.lists.field.indexOf(target.field)] + " ");
    const link = row.lastElementChild.querySelector(":scope>a"), quote = link && $(link.hash.slice(1));
    if (!quote) return;
    const said = document.createElement("p"), label = document.createElement("i");
    const place = link.textContent, words = quote.textContent;
    label.textContent = data.plan;
    link.before(said);
    said.append(label, link);
    link.textContent = words === head.firstChild.textContent ? place : words;
    if (link.textContent !== place) said.append(" " + place);
  };

  // Filter and sort
  const table = $("rows");
  if (table) {
    // Rows come in a part for each colour; to be sorted they stand in one.
    const [body, ...parts] = table.tBodies;
    for (const part of [body, ...parts]) {
      const waiting = part.style.getPropertyValue("--w").slice(1, -1);
      for (const row of part.rows) {
        row.classList.add(part.className);
        if (waiting) row.cells[0].textContent = waiting;
        if (!row.cells[2].childNodes.length) row.cells[2].textContent = data.milestone;
      }
      if (part !== body) { body.append(...part.rows); part.remove(); }
    }
    body.className = "";
    const rows = [...body.rows].map((row, place) => {
      const target = data.targets[row.id.slice(1) - 1];
      target.due = row.cells[5].textContent;
      return { row, place, target, group: groupOf(row).slice(2), text: null, whole: false };
    });
    // A row is made whole when it is shown, searched or printed.
    const whole = (r) => { if (!r.whole) complete(r.row, r.target); r.whole = true; return r; };
    const of = new Map(rows.map((r) => [r.row, r]));
    addEventListener("beforeprint", () => rows.forEach(whole));
    const form = document.querySelector(".filters");
    const chips = all(".chips button");
    const names = new Map(rows.map((r) => [r.target.field, data.fields[data.lists.field.indexOf(r.target.field)]]));
    const offer = (select, pairs) => select && pairs.forEach(([value, name]) => select.add(new Option(name, value)));
    const distinct = (key) => [...new Set(rows.map((r) => r.target[key]))];
    offer($("f-field"), [...names]);
    offer($("f-body"), distinct("body").map((name) => [name, name]));
    offer($("f-due"), distinct("due").sort().map((day) => [day, day]));
    // On a narrow screen rows are laid out as cards; to a screen reader they stay a table.
    const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
    const narrow = matchMedia("(max-width: 1080px)");
    const keepTable = () => narrow.matches && [table, ...all("thead,tbody,tr,td,th", table)].forEach((part) =>
      part.setAttribute("role", roles[part.tagName] || (part.scope === "row" ? "rowheader" : "columnheader")));
    keepTable();
    narrow.addEventListener("change", keepTable);

    let verdict = "";
    const keys = {
      worst: (a, b) => a.place - b.place,
      due: (a, b) => (a.target.due < b.target.due ? -1 : a.target.due > b.target.due ? 1 : 0),
      margin: (a, b) => (a.target.margin === undefined) - (b.target.margin === undefined) || a.target.margin - b.target.margin,
      title: (a, b) => title(a).localeCompare(title(b), root.lang),
      field: (a, b) => a.target.field.localeCompare(b.target.field),
    };
    const title = (r) => r.row.cells[1].firstChild.textContent;
    const heads = all("th[data-s]", table.tHead);
    let order = "worst";
    let down = false;

    const show = () => {
      const words = $("f-text").value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = { field: $("f-field").value, body: $("f-body") ? $("f-body").value : "", due: $("f-due").value, weight: $("f-weight") ? $("f-weight").value : "" };
      let shown = 0;
      for (const r of rows) {
        if (words.length && r.text === null) r.text = whole(r).row.textContent.toLowerCase();
        const fits = (!verdict || r.group === verdict)
          && Object.entries(wanted).every(([key, value]) => !value || r.target[key] === value)
          && words.every((word) => r.text.includes(word));
        r.row.hidden = !fits;
        shown += fits;
      }
      const status = form.querySelector(".shown");
      status.textContent = status.dataset.text.replace("$n", shown).replace("$m", rows.length);
      document.querySelector(".nothing").hidden = shown > 0;
      chips.forEach((chip) => chip.setAttribute("aria-pressed", chip.dataset.v === verdict));
      most = least();
      trim();
    };
    // So many rows are shown, more on a wide screen, then it asks; paper shows all.
    const slim = matchMedia("(max-width: 640px)"), least = () => slim.matches ? 60 : 400;
    const rest = document.querySelector(".rest");
    let most = least();
    const trim = () => {
      let n = 0;
      for (const row of body.rows) {
        if (row.hidden) continue;
        row.classList.toggle("later", ++n > most);
        if (n <= most) whole(of.get(row));
      }
      rest.hidden = n <= most;
      rest.textContent = rest.dataset.text.replace("$n", n - most);
    };
    rest.addEventListener("click", () => { most += 2 * least(); trim(); });
    slim.addEventListener("change", () => { most = least(); trim(); });
    const sort = (key, reverse = false) => {
      order = key;
      down = reverse;
      const sign = reverse ? -1 : 1;
      body.append(...[...rows].sort((a, b) => sign * keys[key](a, b) || a.place - b.place).map((r) => r.row));
      heads.forEach((head) => head.dataset.s === key
        ? head.setAttribute("aria-sort", reverse ? "descending" : "ascending") : head.removeAttribute("aria-sort"));
      $("f-sort").value = key;
      trim();
    };
    heads.forEach((head) => {
      // No button: Chromium prints none in a repeated head.
      const button = document.createElement("span");
      button.setAttribute("role", "button");
      button.tabIndex = 0;
      button.append(...head.childNodes);
      head.append(button);
      const press = () => sort(head.dataset.s, order === head.dataset.s && !down);
      button.addEventListener("click", press);
      button.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); press(); }
      });
    });
    chips.forEach((chip) => chip.addEventListener("click", () => { verdict = chip.dataset.v; show(); }));
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { verdict = ""; sort("worst"); show(); }));
    $("f-sort").addEventListener("change", () => sort($("f-sort").value));
    all("[data-field],[data-body],[data-weight]").forEach((link) => link.addEventListener("click", () => {
      form.reset();
      setTimeout(() => {
        const field = link.dataset.field, owner = link.closest(".body") && link.closest(".body").querySelector(".only");
        if (field) $("f-field").value = field;
        if (link.dataset.weight) $("f-weight").value = link.dataset.weight;
        const who = link.dataset.body || (owner && owner.dataset.body);
        if (who && $("f-body")) $("f-body").value = who;
        show();
      });
    }));
    // A link to a row that a filter hides shows it again.
    addEventListener("hashchange", () => {
      const row = $(location.hash.slice(1));
      if (row && row.hidden) { form.reset(); setTimeout(() => row.scrollIntoView(), 30); }
      if (row && row.matches(".later")) { most = Infinity; trim(); row.scrollIntoView(); }
    });
    heads[0].setAttribute("aria-sort", "ascending");
    show();
    table.classList.add("ready");
  }

  // What follows from a line stands beside it. The rows that quote it say what: so the page says it once.
  all("#rows tbody tr:not(.g-pending)").forEach((row) => all("td>p>a[href*='-']", row).forEach((link) => {
    const quote = $(link.hash.slice(1)), line = quote && quote.closest(".paper>p,.paper tr");
    if (!line) return;
    let list = line.cells ? line.querySelector("ul") : line.nextElementSibling;
    if (!list || !list.matches("ul")) {
      list = document.createElement("ul");
      if (line.cells) line.insertCell().append(list); else line.after(list);
    }
    const note = document.createElement("a");
    note.className = groupOf(row);
    note.href = "#" + row.id;
    note.textContent = row.cells[1].firstChild.textContent;
    list.appendChild(document.createElement("li")).append(note);
  }));

  // On a phone a row and a sum show what came out; what proves it is folded away until it is asked for.
  const phone = matchMedia("(max-width: 640px)");
  const fold = () => phone.matches && all("#rows tbody tr,.sum,.past[data-fold]").forEach((part) => {
    if (part.querySelector(".fold")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.textContent = (part.matches(".past") ? $("history") : $("main")).dataset.fold;
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => button.setAttribute("aria-expanded", part.classList.toggle("open")));
    (part.cells ? part.cells[1] : part).append(button);
  });
  // Of a long history, too, it shows so many.
  all(".past").forEach((past) => {
    const gone = document.createElement("ul"), head = past.querySelector("h3");
    for (const row of all("#rows tr.d")) {
      if (head && data.targets[row.id.slice(1) - 1].body !== head.textContent) continue;
      const item = gone.appendChild(document.createElement("li"));
      item.className = groupOf(row);
      item.append(Object.assign(document.createElement("b"), { textContent: row.cells[0].textContent + " " }));
      item.append(Object.assign(document.createElement("a"), { href: "#" + row.id, textContent: row.cells[1].firstChild.textContent }));
    }
    gone.className = "gone";
    if (gone.childNodes.length) past.querySelector(".rest").parentNode.before(gone);
    const more = past.querySelector(".rest"), later = all("tbody tr,li", past).slice(60);
    const show = (all) => later.forEach((part) => part.classList.toggle("later", !all));
    if (!later.length) return;
    show(false);
    more.hidden = false;
    more.textContent = document.querySelector(".rest").dataset.text.replace("$n", later.length);
    more.addEventListener("click", () => { show(true); more.hidden = true; });
  });
  fold();
  phone.addEventListener("change", fold);

  // A link to words inside a closed text opens it first, one to a folded row unfolds it.
  const reveal = () => {
    const found = location.hash.length > 1 && $(decodeURIComponent(location.hash.slice(1)));
    const folded = found && found.closest("#rows tr,.sum");
    if (folded && folded.querySelector(".fold")) {
      folded.classList.add("open");
      folded.querySelector(".fold").setAttribute("aria-expanded", "true");
    }
    const closed = found && found.closest("details:not([open])");
    if (closed) { closed.open = true; found.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Relations between figures: drawn on hover and on focus.
  const NS = "http://www.w3.org/2000/svg";
  const clear = () => {
    all(".wires,.tip").forEach((part) => part.remove());
    all(".paper .on").forEach((figure) => figure.classList.remove("on"));
  };
  const known = {};
  const figuresOf = (report) => (known[report] ||= all(`#r${report} .paper :is(b,i,em,s,u)`));
  const draw = (relation) => {
    clear();
    const [report, kind, verdict, members, note] = relation;
    const figures = members.map((at) => figuresOf(report)[at]).filter(Boolean);
    if (!figures.length) return;
    const paper = figures[0].closest(".paper");
    const frame = paper.getBoundingClientRect();
    const boxes = figures.map((figure) => {
      figure.classList.add("on");
      const box = figure.getClientRects()[0];
      return { x: box.left - frame.left + box.width / 2, top: box.top - frame.top, bottom: box.bottom - frame.top };
    });
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("class", verdict === "inconsistent" ? "wires bad" : "wires");
    svg.setAttribute("aria-hidden", "true");
    const hub = ["share", "product", "rise", "restated"].includes(kind) ? boxes.length - 1 : 0;
    boxes.forEach((box, at) => {
      if (at === hub) return;
      const to = boxes[hub];
      const lift = Math.min(box.top, to.top) - 12 - Math.min(26, Math.abs(box.x - to.x) / 10);
      const path = document.createElementNS(NS, "path");
      path.setAttribute("d", `M${box.x},${box.top - 2}C${box.x},${lift} ${to.x},${lift} ${to.x},${to.top - 2}`);
      svg.append(path);
    });
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.textContent = note || spell(kind, figures.map((figure) => figure.textContent));
    paper.append(svg, tip);
    const lowest = Math.max(...boxes.map((box) => box.bottom));
    tip.style.top = lowest + 6 + "px";
    tip.style.left = Math.max(0, Math.min(boxes[hub].x - 40, frame.width - tip.offsetWidth)) + "px";
  };
  const spell = (kind, texts) => {
    const [first, ...rest] = texts;
    const last = texts[texts.length - 1];
    if (kind === "sum") return rest.join(" + ") + " = " + first;
    if (kind === "partial") return rest.join(" + ") + " ≤ " + first;
    if (kind === "share") return first + " ÷ " + rest[0] + " = " + last;
    if (kind === "product") return texts.slice(0, -1).join(" × ") + " = " + last;
    return texts.join(" → ");
  };
  const relationOf = (figure) => {
    const report = figure.closest("article").id.slice(1);
    const at = figuresOf(report).indexOf(figure);
    const own = data.relations.filter((relation) => String(relation[0]) === report && relation[3].includes(at));
    return own.find((relation) => relation[2] === "inconsistent") || own[0];
  };
  all(".paper").forEach((paper) => {
    paper.addEventListener("mouseover", (event) => {
      const figure = event.target.closest(".paper :is(b,i,em,s,u)");
      const relation = figure && relationOf(figure);
      if (relation) draw(relation); else if (!event.target.closest(".tip")) clear();
    });
    paper.addEventListener("mouseleave", clear);
  });
  // For the keyboard: every relation of a report as a button, made when its text is opened.
  all("details.text").forEach((text) => text.addEventListener("toggle", () => {
    const list = text.querySelector(".rels");
    if (!text.open || list.childNodes.length) return;
    const own = data.relations.filter((relation) => String(relation[0]) === list.dataset.r);
    const box = document.createElement("details");
    const head = document.createElement("summary");
    head.textContent = `${$("texts").dataset.label} (${own.length})`;
    box.append(head);
    own.sort((a, b) => (b[2] === "inconsistent") - (a[2] === "inconsistent")).forEach((relation) => {
      const button = document.createElement("button");
      const figures = relation[3].map((at) => figuresOf(relation[0])[at]).filter(Boolean);
      button.type = "button";
      button.textContent = data.names[data.types.indexOf(relation[1])] + " " + (relation[4] || spell(relation[1], figures.map((figure) => figure.textContent)));
      if (relation[2] === "inconsistent") button.className = "bad";
      button.addEventListener("focus", () => draw(relation));
      button.addEventListener("blur", clear);
      button.addEventListener("click", () => { figures[0].scrollIntoView({ block: "center" }); draw(relation); });
      box.append(button);
    });
    list.append(box);
  }));
  addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
})();
