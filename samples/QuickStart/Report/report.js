"use strict";
const read = id => JSON.parse(document.getElementById(id).textContent);
const t = read("texts");
const { texts, customers } = read("customers");
const dialog = document.getElementById("customer");
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const collator = new Intl.Collator(document.documentElement.lang);

const day = days => days === undefined || days === null ? "" : new Date(days * 86400000).toISOString().slice(0, 10);
const format = (text, ...values) => text.replace(/\{(\d)\}/g, (_, place) => values[place]);

// A text is given as its place among the texts, a sentence with dates (§) or numbers (¤) as an array of its template's place and these values.
function say(reference) {
  if (reference === undefined || reference === null) return "";
  if (typeof reference === "string") return reference;
  if (typeof reference === "number") return texts[reference];
  let next = 1;
  return texts[reference[0]].replace(/[§¤]/g, place => place === "§" ? day(reference[next++]) : reference[next++]);
}

for (const customer of customers) {
  customer.total = customer.past + customer.future;
  customer.stageName = say(customer.stage);
  customer.since = customer.path[customer.path.length - 1][1];
  customer.cityName = say(customer.city);
  customer.outletName = say(customer.outlet);
  customer.adviserName = say(customer.adviser);
  customer.attentionText = say(customer.attention);
  customer.car = customer.vehicles.length ? customer.vehicles[0][1] || customer.vehicles[0][0] : "";
  customer.text = [
    customer.name, customer.latin, customer.id, ...customer.contacts.flat(), customer.outletName, customer.adviserName,
    ...customer.records.flatMap(r => [say(r[0]) + ":" + r[1], r[2], r[3]]), ...customer.vehicles.flat()].filter(Boolean).join(" ").toLowerCase();
}

// Text goes in as text, never as markup.
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

function cell(label, content, className = "") {
  const empty = content === undefined || content === null || content === "";
  const made = element("td", { className: empty ? className + " empty" : className }, empty ? "" : content);
  made.dataset.label = label;
  return made;
}

// A date is not broken at its hyphens.
const sentence = text => element("span", {}, ...text.split(/(\d{4}-\d\d-\d\d)/).map((part, place) => place % 2 === 1 ? element("span", { className: "date" }, part) : part));
const amount = (label, value) => cell(label, value === undefined || value === null ? "" : number.format(value), "num");
const tier = name => name ? element("span", { className: "tier t" + name }, name) : "";
const call = phone => phone ? element("a", { href: "tel:" + phone }, phone) : "";
const head = (text, className = "") => element("th", { scope: "col", className }, text);

class CustomerTable {
  constructor(table, rows, cells, key, descending, shown) {
    this.table = table;
    this.more = table.closest("section").querySelector(".more button");
    this.rows = rows;
    this.cells = cells;
    this.shown = shown;
    this.more.addEventListener("click", () => { this.shown += 200; this.draw(); });
    for (const column of table.querySelectorAll("thead th")) {
      makeSortable(column, descending => this.sort(column.dataset.key, descending));
    }
    this.sort(key, descending);
  }

  sort(key, descending) {
    this.key = key;
    this.descending = descending;
    markSorted(this.table, [...this.table.querySelectorAll("thead th")].find(column => column.dataset.key === key), descending);
    this.draw();
  }

  show(rows) {
    this.rows = rows;
    this.draw();
  }

  draw() {
    const direction = this.descending ? -1 : 1;
    const sorted = [...this.rows].sort((a, b) => compare(a[this.key], b[this.key], direction));
    this.table.tBodies[0].replaceChildren(...sorted.slice(0, this.shown).map(customer => {
      const row = element("tr", { className: "open" }, nameCell(customer), ...this.cells(customer));
      row.addEventListener("click", event => { if (!event.target.closest("a")) open(customer); });
      return row;
    }));
    this.more.hidden = sorted.length <= this.shown;
  }
}

// What is missing comes last in either direction.
function compare(a, b, direction) {
  const lacksA = a === undefined || a === null || a === "", lacksB = b === undefined || b === null || b === "";
  if (lacksA || lacksB) return lacksA === lacksB ? 0 : lacksA ? 1 : -1;
  return direction * (typeof a === "number" ? a - b : collator.compare(a, b));
}

function makeSortable(column, sort) {
  const button = element("button", { type: "button", className: "sort" }, ...column.childNodes);
  button.addEventListener("click", () => sort(column.getAttribute("aria-sort") === "ascending"));
  column.append(button);
}

function markSorted(table, column, descending) {
  for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
  column.setAttribute("aria-sort", descending ? "descending" : "ascending");
}

function nameCell(customer) {
  const made = element("th", { scope: "row" }, element("button", { type: "button", className: "name" }, customer.name));
  if (customer.organization) made.append(element("small", {}, t.organization));
  return made;
}

const isNarrow = matchMedia("(max-width: 720px)").matches;
const attentionTable = document.getElementById("attention-table");
if (attentionTable) {
  new CustomerTable(attentionTable, customers.filter(c => c.attention), c => [
    cell(t.col_phone, call(c.phone), "phone"), cell(t.col_outlet, c.outletName, "outlet"), cell(t.col_adviser, c.adviserName, "adviser"), cell(t.col_car, c.car, "car"),
    cell(t.col_why, sentence(c.attentionText), "attention"), cell(t.col_tier, tier(c.tier)), amount(t.col_value, c.total)], "total", true, isNarrow ? 6 : 12);
}

const all = new CustomerTable(document.getElementById("all-table"), customers, c => [
  cell(t.col_city, c.cityName), cell(t.col_stage, c.stageName), cell(t.col_since, day(c.since), "date"), cell("RFM", c.rfm),
  amount(t.col_past, c.past), amount(t.col_future, c.future), cell(t.col_tier, tier(c.tier)), amount(t.col_records, c.allRecords)], "past", true, isNarrow ? 15 : 50);

const search = document.getElementById("search"), stage = document.getElementById("stage"), tierChoice = document.getElementById("tier");
function filter() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = customers.filter(c => wanted.every(word => c.text.includes(word)) && (!stage.value || c.stageName === stage.value) && (!tierChoice.value || c.tier === tierChoice.value));
  document.getElementById("found").textContent = format(t.found, number.format(found.length));
  all.show(found);
}
for (const control of [search, stage, tierChoice]) control.addEventListener("input", filter);
filter();

for (const table of document.querySelectorAll("table.static")) {
  table.querySelectorAll("thead th").forEach((column, place) => {
    if ("fixed" in column.dataset) return;
    makeSortable(column, descending => {
      const value = row => { const sort = row.cells[place].dataset.sort; return sort === undefined ? row.cells[place].textContent : Number(sort); };
      markSorted(table, column, descending);
      table.tBodies[0].append(...[...table.tBodies[0].rows].sort((a, b) => compare(value(a), value(b), descending ? -1 : 1)));
    });
  });
}

function fact(name, figure, why) {
  return element("div", {}, element("span", {}, name), element("b", {}, figure), why ? element("span", { className: "why" }, why) : null);
}

// A list with a heading, and below it how many of all are shown if not all are.
function list(title, items, all = items.length) {
  return items.length === 0 ? [] : [
    element("h3", {}, title), element("ul", { className: "plain" }, ...items.map(item => element("li", {}, item))), leftOut(items.length, all)];
}

function leftOut(shown, all) {
  return shown < all ? element("p", { className: "why left-out" }, format(t.left_out, number.format(shown), number.format(all), t.store)) : null;
}

function stagePath(c) {
  const step = (name, since, why, className) => element("li", { className }, element("b", {}, name), element("time", {}, day(since)), element("span", { className: "why" }, sentence(say(why))));
  const steps = c.path.map((s, place) => step(say(s[0]), s[1], s[2], place === c.path.length - 1 ? "now" : ""));
  if (c.next) steps.push(step(format(t.next, say(c.next[0])), c.next[1], c.next[2], "next"));
  return [element("h3", {}, t.path), element("ol", { className: "path" }, ...steps), leftOut(c.path.length, c.allSteps)];
}

function timeline(c) {
  if (c.allEvents === 0) return [];
  const rows = c.events.map(([on, kind, details, outlet, car, km, system, key, paid, margin, currency]) => {
    const row = element("tr", {}, cell(t.date, day(on), "date"), cell(t.event, say(kind)), cell(t.details, say(details), "note"), cell(t.col_outlet, say(outlet), "outlet"),
      amount(t.amount, paid), amount(t.margin, margin), amount(t.km, km), cell(t.source, say(system) + ":" + key, "source"));
    row.title = [car === undefined || car === null ? "" : c.vehicles[car].join(" · "), say(currency)].filter(Boolean).join(" · ");
    return row;
  });
  const heads = element("tr", {}, head(t.date), head(t.event), head(t.details), head(t.col_outlet), head(t.amount, "num"), head(t.margin, "num"), head(t.km, "num"), head(t.source));
  const title = format(t.timeline, number.format(c.allEvents));
  const table = element("table", { className: "cards" }, element("thead", {}, heads), element("tbody", {}, ...rows));
  table.setAttribute("aria-label", title);
  return [element("h3", {}, title), table, leftOut(c.events.length, c.allEvents)];
}

function open(c) {
  const close = element("button", { type: "button", className: "close" }, t.close);
  close.addEventListener("click", () => dialog.close());
  const chip = point => element("span", { className: Array.isArray(point) ? "chip bad" : "chip" }, Array.isArray(point) ? point[0] : point);
  dialog.querySelector(".body").replaceChildren(...[
    close,
    element("h2", { id: "customer-name" }, c.name, c.latin ? element("small", {}, " " + c.latin) : null),
    element("p", { className: "id" }, c.id),
    element("p", { className: "chips" }, ...c.contacts.map(chip), c.city === undefined ? null : chip(c.cityName), c.organization ? chip(t.organization) : null),
    c.attention ? element("p", { className: "attention" }, c.attentionText) : null,
    element("div", { className: "facts" },
      fact(format(t.stage_since, day(c.since)), c.stageName),
      fact(t.tier, c.tier ?? "–"),
      fact("RFM", c.rfm ?? "–", c.rfm ? format(t.rfm, number.format(c.recencyDays), c.frequency, number.format(c.monetary)) : t.no_purchase),
      fact(t.past, number.format(c.past)),
      fact(t.future, number.format(c.future)),
      fact(t.benefits, number.format(c.benefits)),
      c.outlet === undefined ? null : fact(t.outlet, c.outletName),
      c.adviser === undefined ? null : fact(t.adviser, c.adviserName)),
    ...list(t.value_why, [...c.why.map(say), ...c.components.map(p => format(t.component, say(p[0]), number.format(p[1])))]),
    ...stagePath(c),
    ...list(t.records, c.records.map(r => [say(r[0]) + ":" + r[1], r[2], r[3], r[4] === undefined || r[4] === null ? null : format(t.updated, day(r[4]))].filter(Boolean).join(" · ")), c.allRecords),
    ...list(t.same, c.evidence.map(e => e[0] + ": " + say(e[1]))),
    ...list(t.vehicles, c.vehicles.map(v => v.filter(Boolean).join(" · ")), c.allVehicles),
    ...timeline(c)].filter(Boolean));
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
