// What a reader decides, saved as one file that `kpi review --apply` merges. No network, no storage.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const parts = $("deciding").content;
  const clone = (selector) => parts.querySelector(selector).cloneNode(true);
  const saving = $("saving");
  const [status, name, text] = ["[role=status]", "input", "pre"].map((selector) => saving.querySelector(selector));
  const decided = new Map(); // question → its fieldset, of those that are decided
  const waiting = new Set(); // fieldsets with a reason and no choice yet
  let unsaved = false;
  let fields = 0;

  const questions = new Map(); // anchor → what is asked there
  const ask = (anchor, question) => questions.set(anchor, [...(questions.get(anchor) || []), question]);
  data.asked.answers.forEach(([anchor, answer, seen, options]) => ask(anchor, { answer, seen, options }));
  data.asked.findings.forEach(([anchor, check, finding, seen, report]) => {
    const [id, title] = data.asked.checks[check];
    ask(anchor, { finding, seen, check: id, title, report: report ? data.reports[report - 1].doc : "" });
  });

  const choice = (field) => field.querySelector("input:checked").value;
  const reason = (field) => field.querySelector(".why input");
  const verdict = (field) => field.querySelector("select");
  const judgeable = (question, value) => value === "none" || question.options[value - 1][1];

  const option = (field, words, at) => {
    const label = clone("[data-part=option]");
    label.firstChild.value = at + 1;
    label.lastChild.textContent = words;
    field.querySelector("[value=none]").parentNode.before(label);
  };
  const fieldOf = (question) => {
    const field = clone(question.finding ? "[data-part=finding]" : "[data-part=answer]");
    if (question.finding) field.firstChild.textContent = question.title;
    else question.options.forEach(([words], at) => option(field, words, at));
    field.querySelectorAll("[type=radio]").forEach((radio) => { radio.name = "d" + fields; });
    fields += 1;
    return field;
  };
  const need = (input, needed) =>
    input.setCustomValidity(needed && !input.value.trim() ? input.dataset.need : "");

  const changed = (question, field, box) => {
    const value = choice(field);
    const words = value && !question.finding && !judgeable(question, value);
    if (!question.finding) verdict(field).parentNode.hidden = !words;
    if (value) decided.set(question, field); else decided.delete(question);
    need(reason(field), value && value !== "confirmed");
    if (!value && reason(field).value.trim()) {
      waiting.add(field);
      reason(field).setCustomValidity(reason(field).dataset.choose);
    } else waiting.delete(field);
    if (!question.finding) need(verdict(field), words);
    const chosen = [...box.querySelectorAll("input:checked")].filter((radio) => radio.value);
    const summary = box.querySelector("summary");
    summary.textContent = chosen.length
      ? summary.dataset.done + chosen.map((radio) => radio.nextSibling.textContent).join(" · ") : summary.dataset.open;
    unsaved = decided.size + waiting.size > 0;
    tell();
  };
  const tell = () => {
    saving.hidden = decided.size + waiting.size === 0;
    status.textContent = status.dataset.count.replace("$n", decided.size);
    text.textContent = written();
  };

  // YAML whose texts are written as JSON writes them, which is YAML too; what cannot be seen is left out.
  const said = (words) => JSON.stringify(words.replace(/[\p{C}\p{Z}\s]+/gu, " ").trim());
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  };
  const entry = (pairs) => pairs.filter(([, value]) => value)
    .map(([key, value], at) => `${at ? "    " : "  - "}${key}: ${value}\n`).join("");
  const written = () => {
    const findings = [], answers = [];
    for (const [question, field] of decided) {
      const value = choice(field), why = reason(field).value.trim();
      const both = [["why", why && said(why)], ["seen", said(question.seen)]];
      if (question.finding) {
        findings.push(entry([["fingerprint", said(question.finding)], ["status", value], ...both,
          ["check", said(question.check)], ["report", question.report && said(question.report)]]));
      } else {
        const words = !judgeable(question, value) && verdict(field).value;
        answers.push(entry([["target", said(question.answer)], ["candidate", value], ["verdict", words], ...both]));
      }
    }
    return "# kpi review --apply FILE\nformat: kpi-decisions/1\n"
      + `by: ${said(name.value)}\non: ${today()}\n`
      + (findings.length ? "findings:\n" + findings.join("") : "")
      + (answers.length ? "answers:\n" + answers.join("") : "");
  };

  // The first thing that is missing is shown and asked for, wherever it is folded away or filtered out.
  const missing = () => {
    const inputs = [...decided.values(), ...waiting].flatMap((field) => [...field.querySelectorAll("input,select")]);
    return [...inputs, name].find((input) => !input.checkValidity());
  };
  saving.addEventListener("input", () => { need(name, true); text.textContent = written(); });
  saving.addEventListener("submit", (event) => {
    event.preventDefault();
    need(name, true);
    const wrong = missing();
    if (wrong) {
      const box = wrong.closest(".decide"), row = wrong.closest("tr");
      if (box) { box.open = true; box.parentNode.closest("tr,.sum").classList.add("open"); }
      if (row && row.hidden) location.hash = row.id;
      setTimeout(() => wrong.reportValidity(), 60);
      return;
    }
    const link = document.createElement("a");
    link.download = `kpi-decisions-${today()}.yml`;
    link.href = URL.createObjectURL(new Blob([written()], { type: "text/yaml" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    status.textContent = status.dataset.saved.replaceAll("$file", link.download);
    unsaved = false;
  });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  for (const [anchor, asked] of questions) {
    const host = $(anchor);
    if (!host) continue;
    const box = clone(".decide"), summary = box.querySelector("summary");
    summary.dataset.open = summary.textContent;
    summary.dataset.done = saving.dataset.done;
    (host.matches("tr") ? host.lastElementChild : host).append(box);
    box.addEventListener("toggle", () => asked.forEach((question) => {
      const field = fieldOf(question);
      field.addEventListener("input", () => changed(question, field, box));
      box.append(field);
    }), { once: true });
  }
})();
