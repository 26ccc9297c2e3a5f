"use strict";
const customers = JSON.parse(document.getElementById("customers").textContent);
const dialog = document.getElementById("customer");
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

for (const customer of customers) {
  customer.total = customer.past + customer.future;
  customer.systems = customer.records.length;
  customer.text = [
    customer.name, customer.latin, customer.id, ...customer.contacts.map(c => c.value), ...customer.records.map(r => r.source),
    ...customer.records.map(r => r.name), ...customer.vehicles.map(v => v.vin + " " + v.name)].join(" ").toLowerCase();
}

// Text goes in as text, never as markup.
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

const cell = (text, className = "") => element("td", { className }, text === undefined || text === null ? "" : text);
const amount = value => cell(value === undefined || value === null ? "" : number.format(value), "num");
const tier = name => name ? element("span", { className: "tier t" + name }, name) : "";

class CustomerTable {
  constructor(id, rows, cells, key, descending, shown = 50) {
    this.table = document.getElementById(id);
    this.more = this.table.closest("section").querySelector(".more button");
    this.rows = rows;
    this.cells = cells;
    this.shown = shown;
    this.more.addEventListener("click", () => { this.shown += 200; this.draw(); });
    for (const head of this.table.querySelectorAll("thead th")) {
      head.tabIndex = 0;
      const sort = () => this.sort(head.dataset.key, head.getAttribute("aria-sort") === "ascending");
      head.addEventListener("click", sort);
      head.addEventListener("keydown", event => { if (event.key === "Enter") sort(); });
    }
    this.sort(key, descending);
  }

  sort(key, descending) {
    this.key = key;
    this.descending = descending;
    for (const head of this.table.querySelectorAll("thead th")) {
      if (head.dataset.key === key) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    this.draw();
  }

  show(rows) {
    this.rows = rows;
    this.draw();
  }

  draw() {
    const direction = this.descending ? -1 : 1;
    const sorted = [...this.rows].sort((a, b) => direction * compare(a[this.key], b[this.key]));
    const body = this.table.tBodies[0];
    body.replaceChildren(...sorted.slice(0, this.shown).map(customer => {
      const row = element("tr", { className: "open", tabIndex: 0 }, ...this.cells(customer));
      row.addEventListener("click", () => open(customer));
      row.addEventListener("keydown", event => { if (event.key === "Enter") open(customer); });
      return row;
    }));
    this.more.hidden = sorted.length <= this.shown;
  }
}

function compare(a, b) {
  if (a === undefined || a === null) return b === undefined || b === null ? 0 : 1;
  if (b === undefined || b === null) return -1;
  return typeof a === "number" ? a - b : String(a).localeCompare(String(b));
}

function nameCell(customer) {
  const made = cell(customer.name);
  if (customer.kind === "organisation") made.append(element("small", {}, "organisation"));
  return made;
}

new CustomerTable("attention-table", customers.filter(c => c.attention), c => [
  nameCell(c), cell(c.attention, "attention"), cell(c.stage), cell(c.since), cell(tier(c.tier)), amount(c.total), amount(c.recencyDays)], "total", true, 12);

const all = new CustomerTable("all-table", customers, c => [
  nameCell(c), cell(c.city), cell(c.stage), cell(c.since), cell(c.rfm), amount(c.past), amount(c.future), cell(tier(c.tier)), amount(c.systems)], "past", true);

const search = document.getElementById("search"), stage = document.getElementById("stage"), tierChoice = document.getElementById("tier");
function filter() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = customers.filter(c => wanted.every(word => c.text.includes(word)) && (!stage.value || c.stage === stage.value) && (!tierChoice.value || c.tier === tierChoice.value));
  document.getElementById("found").textContent = number.format(found.length) + " found";
  all.show(found);
}
for (const control of [search, stage, tierChoice]) control.addEventListener("input", filter);
filter();

for (const table of document.querySelectorAll("table.static")) {
  table.querySelectorAll("thead th").forEach((head, column) => head.addEventListener("click", () => {
    const descending = head.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("thead th").forEach(other => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const value = row => { const text = row.cells[column].dataset.sort; return text === undefined ? row.cells[column].textContent : Number(text); };
    table.tBodies[0].append(...[...table.tBodies[0].rows].sort((a, b) => (descending ? -1 : 1) * compare(value(a), value(b))));
  }));
}

function fact(name, figure, why) {
  return element("div", {}, element("span", {}, name), element("b", {}, figure), why ? element("span", { className: "why" }, why) : null);
}

function open(customer) {
  const c = customer;
  const step = (s, className) => element("li", { className }, element("b", {}, s.stage), element("time", {}, s.since), element("span", { className: "why" }, s.why));
  const path = c.path.map((s, i) => step(s, i === c.path.length - 1 ? "now" : ""));
  if (c.next) path.push(step({ stage: c.next.to + " next", since: c.next.due, why: c.next.why + " Prevented by: " + c.next.preventedBy.join(", ").replaceAll("_", " ") + "." }, "next"));
  const close = element("button", { type: "button", className: "close" }, "Close");
  close.addEventListener("click", () => dialog.close());
  const list = (title, items) => items.length ? [element("h3", {}, title), element("ul", { className: "plain" }, ...items.map(item => element("li", {}, item)))] : [];
  dialog.querySelector(".body").replaceChildren(
    close,
    element("h2", {}, c.name, c.latin && c.latin !== c.name ? element("small", {}, "  " + c.latin) : null),
    element("p", { className: "id" }, c.id),
    element("p", {}, ...c.contacts.map(p => element("span", { className: p.isValid ? "chip" : "chip bad" }, p.value)), c.city ? element("span", { className: "chip" }, c.city) : null),
    element("div", { className: "facts" },
      fact("stage since " + c.since, c.stage, c.attention),
      fact("tier", c.tier ?? "–"),
      fact("past value", number.format(c.past)),
      fact("future value", number.format(c.future)),
      fact("benefits received", number.format(c.benefits)),
      fact("RFM", c.rfm ?? "–", c.rfm ? `${number.format(c.recencyDays)} days, ${c.frequency} times, ${number.format(c.monetary)}` : "no purchase")),
    ...list("Why this value and tier", [...c.valueWhy, c.tierWhy, ...c.components.map(p => p.name.replaceAll("_", " ") + ": " + number.format(p.margin))].filter(Boolean)),
    element("h3", {}, "Stage path"), element("ol", { className: "path" }, ...path),
    ...list("Known to the systems as", c.records.map(r => [r.source, r.name, r.phone, r.updated && "updated " + r.updated].filter(Boolean).join(" · "))),
    ...list("The same customer because", c.evidence),
    ...list("Vehicles", c.vehicles.map(v => v.vin + (v.name ? " · " + v.name : ""))),
    element("h3", {}, `Timeline (${c.events.length})`),
    element("div", { className: "scroll" }, element("table", {}, element("thead", {}, element("tr", {},
      ...["Date", "Event", "Topic", "Outlet"].map(t => element("th", {}, t)), ...["Amount", "Margin", "km"].map(t => element("th", { className: "num" }, t)), element("th", {}, "Source"))),
      element("tbody", {}, ...c.events.map(e => element("tr", {},
        cell(e.on), cell(e.kind.replaceAll("_", " ")), cell([e.topic, e.score, e.channel].filter(x => x !== undefined).join(" ")), cell(e.outlet), amount(e.amount), amount(e.margin), amount(e.km), cell(e.source)))))));
  dialog.showModal();
  dialog.scrollTop = 0;
}

dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
// A customer can be linked to: report.html#id.
function openLinked() {
  const linked = customers.find(c => c.id === location.hash.slice(1));
  if (linked) open(linked);
}
addEventListener("hashchange", openLinked);
openLinked();
