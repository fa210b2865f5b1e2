// The scenario form answers at once: sliders beside the fields, the answer fetched and put in its place, the address
// kept in step so that it can be shared. Without this script the form does the same with its button.
"use strict";

(() => {
  const form = document.querySelector("form[data-fragment]");
  const answer = document.getElementById("svar-innehall");
  const said = document.getElementById("svar-sagt");
  if (!form || !answer || !said) return;

  const WAIT_MS = 250;
  const english = document.documentElement.lang === "en";
  const words = english
    ? { slider: "slider", failed: "The answer could not be fetched. Press Calculate." }
    : { slider: "skjutreglage", failed: "Svaret kunde inte hämtas. Tryck på Räkna." };
  const fields = [...form.querySelectorAll("input[data-expected]")];
  const sliders = new Map();
  let waiting = 0;
  let asking = null;

  const read = (text, decimals) => {
    let plain = text.replace(/\s/g, "").replace("\u2212", "-");
    if (english && !Number(decimals) && /^\d{1,3}(,\d{3})+$/.test(plain)) plain = plain.replaceAll(",", "");
    plain = plain.replace(",", ".");
    return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
  };
  const write = (value, decimals) =>
    english
      ? value.toFixed(decimals)
      : value.toLocaleString("sv-SE", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

  const follow = (field) => {
    const slider = sliders.get(field);
    const value = read(field.value, field.dataset.decimals);
    if (!slider || Number.isNaN(value)) return;
    slider.value = String(value);
    slider.setAttribute("aria-valuetext", field.value);
  };

  const question = () => {
    const asked = new URLSearchParams();
    for (const field of fields) {
      const written = field.value.trim();
      if (written !== field.dataset.expected) asked.set(field.name, written.replace(/\s/g, ""));
    }
    return asked.toString();
  };

  const showWrong = (page) => {
    for (const field of fields) {
      const told = page.querySelector(`[data-wrong="${field.name}"]`);
      const place = document.getElementById(`${field.id}-fel`);
      place.textContent = told ? told.textContent : "";
      place.hidden = !told;
      if (told) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  };

  // Where the answer cannot be fetched, `otherwise` is done: a press of the button asks for the whole page instead.
  const ask = async (otherwise = null) => {
    if (asking) asking.abort();
    asking = new AbortController();
    const query = question();
    answer.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(form.dataset.fragment + (query ? `?${query}` : ""), { signal: asking.signal });
      if (!response.ok) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      showWrong(page);
      answer.replaceChildren(...page.body.childNodes);
      // what is wrong comes before the answer to what is left of the question
      const told = [...answer.querySelectorAll(".wrong-list, [data-said]")];
      said.textContent = told.map((words) => words.textContent.replace(/\s+/g, " ").trim()).join(" ");
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}#prova`);
      answer.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name === "AbortError") return;
      answer.removeAttribute("aria-busy");
      if (otherwise) {
        otherwise();
        return;
      }
      said.textContent = words.failed;
    }
  };

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(), WAIT_MS);
  };

  for (const field of fields) {
    field.addEventListener("input", () => { follow(field); soon(); });
    if (!field.dataset.low) continue;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = field.dataset.low;
    slider.max = field.dataset.high;
    slider.step = field.dataset.step;
    slider.value = String(read(field.dataset.expected, field.dataset.decimals));
    slider.setAttribute("aria-valuetext", field.dataset.expected); // also where nothing in the field is a number
    slider.setAttribute("aria-label", `${field.labels[0].textContent.trim()}, ${words.slider}`);
    slider.addEventListener("input", () => {
      const value = Number(slider.value);
      field.value = write(value, Number(field.dataset.decimals));
      slider.setAttribute("aria-valuetext", field.value);
      soon();
    });
    field.after(slider);
    sliders.set(field, slider);
    follow(field);
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); ask(() => form.submit()); });

  // Examples and the way back fill the fields in and stay on the page.
  for (const link of document.querySelectorAll("a[data-fills]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const wanted = new URL(link.href).searchParams;
      for (const field of fields) {
        const keeps = link.dataset.fills === "scenario" && ["mal", "ar"].includes(field.name);
        if (!keeps) field.value = wanted.get(field.name) ?? field.dataset.expected;
        follow(field);
      }
      clearTimeout(waiting);
      ask();
    });
  }
})();
