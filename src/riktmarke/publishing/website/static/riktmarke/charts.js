// Charts and maps can be read by pointer, finger and keyboard. Everything read out here stands in the page's tables:
// without this script nothing is lost.
"use strict";

(() => {
  const yearOf = (text) => Number(/(\d{4})(?!.*\d{4})/.exec(text)?.[1] ?? NaN);
  const textOf = (cell) => {
    const copy = cell.cloneNode(true);
    for (const unspoken of copy.querySelectorAll("small, .hidden")) unspoken.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  // A table of years as a list of { year, told, values }, the earliest year first.
  const readings = (table) => {
    const names = [...table.querySelectorAll("thead th")].slice(1).map(textOf);
    const found = [];
    for (const row of table.querySelectorAll("tbody tr")) {
      const head = row.querySelector("th[scope=row]");
      const cells = [...row.querySelectorAll("td")];
      if (!head || cells.length !== names.length) continue;
      const values = cells.map((cell, i) => [names[i], textOf(cell)]).filter(([, value]) => /\d/.test(value));
      if (values.length && !Number.isNaN(yearOf(textOf(head)))) {
        found.push({ year: yearOf(textOf(head)), told: textOf(head), values });
      }
    }
    return found.reverse();
  };

  // Where the years lie in the picture, from the labels of its axis: a share of its width per year.
  const axisOf = async (image) => {
    const response = await fetch(image.currentSrc || image.src);
    if (!response.ok) return null;
    const picture = new DOMParser().parseFromString(await response.text(), "image/svg+xml").documentElement;
    const width = Number(picture.getAttribute("width"));
    const left = picture.querySelector("g[transform]");
    const across = (node) => Number(/translate\(([-\d.]+)/.exec(node.getAttribute("transform"))?.[1] ?? NaN);
    const ticks = [...picture.querySelectorAll(".role-axis-label text")]
      .filter((text) => /^\d{4}$/.test(text.textContent))
      .map((text) => [Number(text.textContent), across(text)]);
    if (ticks.length < 2 || !width || !left) return null;
    const [[first, from], [last, to]] = [ticks[0], ticks[ticks.length - 1]];
    const perYear = (to - from) / (last - first);
    return perYear ? (year) => (across(left) + from + (year - first) * perYear) / width : null;
  };

  const follow = (figure) => {
    const table = document.getElementById(figure.dataset.years)?.querySelector("table");
    const image = figure.querySelector("img");
    const years = table ? readings(table) : [];
    if (years.length < 2 || !image) return;

    const frame = document.createElement("div");
    const line = document.createElement("span");
    const field = document.createElement("p");
    const label = document.createElement("label");
    const slider = document.createElement("input");
    const said = document.createElement("p");
    frame.className = "chart-frame";
    line.className = "chart-line";
    line.hidden = true;
    field.className = "chart-reading";
    said.className = "chart-said";
    said.setAttribute("aria-live", "polite");
    slider.type = "range";
    slider.min = "0";
    slider.max = String(years.length - 1);
    slider.step = "1";
    slider.value = slider.max;
    slider.setAttribute("aria-valuetext", years[years.length - 1].told);
    slider.id = `${figure.dataset.years}-las-av`;
    label.htmlFor = slider.id;
    label.textContent = figure.dataset.label;
    image.closest("picture").before(frame);
    frame.append(image.closest("picture"), line);
    field.append(label, slider);
    frame.after(field, said);

    let axis = null;
    let drawn = "";
    const draw = async () => {
      const source = image.currentSrc || image.src;
      if (drawn === source) return;
      drawn = source;
      axis = await axisOf(image).catch(() => null);
    };
    const show = () => {
      const reading = years[Number(slider.value)];
      slider.setAttribute("aria-valuetext", reading.told);
      const text = `${reading.told}: ${reading.values.map(([name, value]) => `${name} ${value}`).join("; ")}`;
      if (said.textContent !== text) said.textContent = text;
      line.hidden = !axis;
      if (axis) line.style.left = `${axis(reading.year) * 100}%`;
    };
    const point = async (event) => {
      await draw();
      if (!axis) return;
      const box = image.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      const distance = (i) => Math.abs(axis(years[i].year) - share);
      const nearest = years.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0);
      slider.value = String(nearest);
      show();
    };
    slider.addEventListener("input", async () => { await draw(); show(); });
    frame.addEventListener("pointermove", point);
    frame.addEventListener("pointerdown", point);
    frame.addEventListener("pointerleave", () => { line.hidden = true; });
    slider.addEventListener("blur", () => { line.hidden = true; });
  };

  // What is under the pointer or has the focus is written below the map; voices read the link itself.
  const tell = (map) => {
    const readout = map.querySelector("[data-readout]");
    if (!readout) return;
    const write = (event) => {
      const area = event.target.closest("a[data-area]");
      const told = area?.querySelector("title")?.textContent;
      if (told) readout.textContent = told;
    };
    map.addEventListener("pointerover", write);
    map.addEventListener("focusin", write);
  };

  document.querySelectorAll("figure[data-years]").forEach(follow);
  document.querySelectorAll("[data-map]").forEach(tell);
})();
