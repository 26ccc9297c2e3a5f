namespace AutoCrm.Tests.QuickStart;

/// <summary>Checks that run within the page; each gives a list of what is wrong.</summary>
internal static class PageChecks
{
    /// <summary>Text whose contrast to what is behind it is below 4.5 (WCAG 2.2, 1.4.3), as the browser computes the colours.</summary>
    public const string Contrast =
        """
        () => {
          const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const rgba = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); const d = canvas.getImageData(0, 0, 1, 1).data; return [d[0], d[1], d[2], d[3] / 255]; };
          const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
          const behind = element => {
            const layers = [];
            for (let at = element; at; at = at.parentElement) { const layer = rgba(getComputedStyle(at).backgroundColor); if (layer[3] > 0) layers.push(layer); if (layer[3] === 1) break; }
            return layers.reverse().reduce((below, top) => over(top, below), rgba(getComputedStyle(document.body).backgroundColor));
          };
          const light = c => { const l = c.slice(0, 3).map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
          const root = document.querySelector("dialog[open]") ?? document.body, found = new Map(), walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          let seen = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (!node.data.trim() || element.closest("script, style, noscript, .hidden, option") || !element.checkVisibility()) continue;
            const style = getComputedStyle(element), back = behind(element), front = over(rgba(element.ownerSVGElement ? style.fill : style.color), back);
            const [high, low] = [light(front), light(back)].sort((a, b) => b - a), ratio = (high + 0.05) / (low + 0.05);
            seen++;
            if (ratio < 4.5) found.set(element.tagName + "." + element.className, `${node.data.trim().slice(0, 40)}: ${ratio.toFixed(2)}`);
          }
          return seen < 20 ? ["only " + seen + " texts are visible"] : [...found].map(([where, what]) => where + " " + what);
        }
        """;

    /// <summary>Tables, charts, controls and sections without what a screen reader needs.</summary>
    public const string Accessibility =
        """
        () => {
          const wrong = [], name = e => e.getAttribute("aria-label") || (e.labels && e.labels[0] && e.labels[0].innerText) || e.innerText || (e.getAttribute("aria-labelledby") && document.getElementById(e.getAttribute("aria-labelledby"))?.innerText) || "";
          for (const th of document.querySelectorAll("th")) if (!["col", "row"].includes(th.scope) || !th.textContent.trim()) wrong.push("header " + th.outerHTML);
          for (const table of document.querySelectorAll("table")) {
            if (!name(table).trim()) wrong.push("table " + table.id);
            for (const row of table.tBodies[0].rows) if (row.cells.length !== table.tHead.rows[0].cells.length) wrong.push("row " + row.innerText);
          }
          const charts = document.querySelectorAll("[role=img]");
          if (document.querySelector("#stages") && charts.length < 4) wrong.push("only " + charts.length + " charts");
          for (const chart of charts) if ((chart.getAttribute("aria-label") ?? "").length < 10) wrong.push("chart " + chart.outerHTML.slice(0, 80));
          for (const control of document.querySelectorAll("button, input, select, a[href]")) if (control.checkVisibility() && !name(control).trim()) wrong.push("control " + control.outerHTML);
          const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
          if (new Set(ids).size !== ids.length) wrong.push("ids are not unique");
          if (!document.documentElement.lang || !document.title) wrong.push("no language or title");
          if (document.querySelectorAll("h1").length !== 1) wrong.push("not one h1");
          for (const section of document.querySelectorAll("main section")) if (!section.querySelector("h2") && !section.getAttribute("aria-label")) wrong.push("section " + section.innerText.slice(0, 40));
          return wrong;
        }
        """;

    /// <summary>What reaches beyond its box: the page sideways, and text that its element cuts off.</summary>
    public const string Overflow =
        """
        () => {
          const wrong = [], page = document.documentElement, dialog = document.querySelector("dialog[open]");
          if (page.scrollWidth > page.clientWidth) wrong.push(`the page is ${page.scrollWidth} wide`);
          if (dialog && dialog.scrollWidth > dialog.clientWidth) wrong.push(`the dialog is ${dialog.scrollWidth} wide`);
          for (const element of (dialog ?? document.body).querySelectorAll("td, th, p, li, h1, h2, h3, dd, strong, b, svg text, figcaption, button, span")) {
            if (!element.checkVisibility() || element.closest(".scroll, .hidden, .track")) continue;
            const box = element.getBoundingClientRect(), frame = (element.closest("svg") ?? element.closest("section, .body, header"))?.getBoundingClientRect();
            if (frame && (box.right > frame.right + 1 || box.left < frame.left - 1)) wrong.push(`${element.tagName} ${element.textContent.slice(0, 40)}`);
          }
          return wrong;
        }
        """;

    /// <summary>Sections without text, with too much of it, or with codes, JSON or placeholders in it.</summary>
    public const string Texts =
        """
        () => {
          const wrong = [];
          for (const section of document.querySelectorAll("header, main section, dialog[open]")) {
            const text = section.innerText.trim(), longest = section.matches("#all, #attention, #outlets, dialog") ? 20000 : 3000;
            if (text.length < 20 || text.length > longest) wrong.push(`${section.id || section.className} has ${text.length} characters`);
            const raw = text.match(/[{}\[\]§¤]|undefined|null|NaN|\bobject\b|\b(?:at_risk|AtRisk|RepurchaseWindow|RepeatBuyer|WonBack)\b|\b(?:service|vehicle|lead|order|survey|campaign)_[a-z]+|\bjs_|\bcol_/);
            if (raw) wrong.push(`${section.id || section.className} shows '${raw[0]}'`);
          }
          for (const text of document.querySelectorAll("p, h1, h2, h3, figcaption, li, td, th")) {
            if (text.checkVisibility() && text.innerText.length > 700) wrong.push(`${text.tagName} has ${text.innerText.length} characters`);
          }
          return wrong;
        }
        """;
}
