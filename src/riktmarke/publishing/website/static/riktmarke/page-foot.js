// What a browser with scripts adds to the foot of a page: print, copy, share, and a vote without leaving the page.
(() => {
  const say = (near, words) => { near.textContent = ""; setTimeout(() => { near.textContent = words; }, 50); };
  document.getElementById("fel")?.focus(); // where autofocus is not known on other elements than fields
  const foot = document.querySelector(".page-foot");
  if (!foot) return;

  const tools = foot.querySelector(".page-tools");
  tools.hidden = false;
  const said = tools.querySelector(".said");
  const address = location.href.split("#")[0]; // with what is chosen on the page
  const pictures = () => Promise.all([...document.images].map((one) => {
    one.loading = "eager"; // what waits for its turn further down would be empty on paper
    return one.decode().catch(() => {});
  }));
  addEventListener("beforeprint", pictures);
  const does = {
    print: async () => {
      await Promise.race([pictures(), new Promise((late) => setTimeout(late, 5000))]);
      window.print();
    },
    copy: async (button) => {
      try {
        await navigator.clipboard.writeText(address);
        say(said, button.dataset.done);
      } catch {
        say(said, button.dataset.failed);
      }
    },
    share: async () => {
      try {
        await navigator.share({ title: document.title, url: address });
      } catch { /* whoever shuts the window again has not failed */ }
    },
  };
  const can = { print: true, copy: Boolean(navigator.clipboard), share: Boolean(navigator.share) };
  for (const button of tools.querySelectorAll("[data-tool]")) {
    const tool = button.dataset.tool;
    button.closest("li").hidden = !can[tool];
    button.addEventListener("click", () => does[tool](button));
  }

  const vote = foot.querySelector(".helped");
  vote?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const status = vote.querySelector(".said");
    const form = new URLSearchParams(new FormData(vote));
    form.set("svar", event.submitter.value);
    try {
      const answer = await fetch(vote.action, { method: "POST", body: form, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      vote.querySelector(".buttons").hidden = true;
      say(status, vote.dataset.thanks);
      if (event.submitter.value === "nej") foot.querySelector(".tell details").open = true;
      status.tabIndex = -1;
      status.focus();
    } catch {
      say(status, vote.dataset.failed);
    }
  });
})();
