// Search-as-you-type for every form with `data-suggestions`: an ARIA combobox over the delivery API's /suggest.
// Without it the form searches all the same.

const WAIT = 150; // milliseconds after the last key: typing goes on faster than that
const SHORTEST = 2; // letters; one letter begins nearly everything
let forms = 0;

class SearchAsYouType {
  constructor(form) {
    this.address = form.dataset.suggestions;
    this.form = form;
    this.locale = form.elements.locale?.value; // Only where it is not the site's own.
    this.input = form.querySelector("input[type=search]");
    this.options = [];
    this.active = -1;
    this.listbox = element("div", { role: "listbox", class: "suggestions", id: `suggestions-${++forms}`, hidden: "" });
    this.listbox.setAttribute("aria-label", "Suggestions");
    this.status = element("div", { role: "status", class: "visually-hidden" });
    form.append(this.listbox, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.listbox.id,
    })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("input", (event) => event.isComposing || this.soon());
    this.input.addEventListener("compositionend", () => this.soon());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // A press must not take the focus from the field: the list would close before the click.
    this.listbox.addEventListener("mousedown", (event) => event.preventDefault());
    this.listbox.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
    form.addEventListener("submit", () => this.close());
  }

  soon() {
    clearTimeout(this.timer);
    this.request?.abort();
    const typed = this.input.value.trim();
    if (typed.length < SHORTEST) {
      this.options = []; // They answered what was typed before: the arrow keys must not bring them back.
      this.close();
    } else {
      this.timer = setTimeout(() => this.ask(typed), WAIT);
    }
  }

  async ask(typed) {
    this.request = new AbortController();
    const { signal } = this.request;
    try {
      const answer = await fetch(`${this.address}?${this.query(typed.slice(0, 200))}`, { signal });
      const { groups } = answer.ok ? await answer.json() : { groups: [] };
      if (!signal.aborted && document.activeElement === this.input) this.show(groups);
    } catch {
      // Aborted by the next key, or offline: no suggestions, and the form still works.
      if (!signal.aborted) this.close();
    }
  }

  query(text) {
    return new URLSearchParams({ q: text, ...(this.locale && { locale: this.locale }) });
  }

  show(groups) {
    this.options = [];
    this.listbox.replaceChildren(...groups.map((group) => this.group(group)));
    this.choose(-1);
    const count = this.options.length;
    this.expand(count > 0);
    this.status.textContent = count
      ? `${count} suggestion${count > 1 ? "s" : ""}. Use the arrow keys to choose one.`
      : "No suggestions.";
  }

  group({ kind, label, items }) {
    const heading = element("div", { id: `${this.listbox.id}-${kind}`, class: "suggestion-kind", role: "presentation" });
    heading.textContent = label;
    const group = element("div", { role: "group", "aria-labelledby": heading.id });
    group.append(heading, ...items.map((item) => this.option(item)));
    return group;
  }

  option(item) {
    const id = `${this.listbox.id}-${this.options.length}`;
    const option = element("div", { role: "option", id, "aria-selected": "false" });
    option.dataset.path = item.kind === "query" ? `${this.form.action}?${this.query(item.text)}` : item.path;
    const text = element("span", {});
    text.textContent = item.text;
    option.append(text);
    if (item.kind !== "query" && item.text !== item.title) {
      const page = element("span", { class: "suggestion-page" });
      page.textContent = item.title;
      option.append(" ", page);
    }
    this.options.push(option);
    return option;
  }

  key(event) {
    const { key } = event;
    if (event.isComposing) return;
    if (key === "Escape" && this.isOpen) {
      event.preventDefault();
      this.close();
    } else if (key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.go(this.options[this.active]);
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      if (!this.options.length) return;
      event.preventDefault();
      if (!this.isOpen) this.expand(true);
      // From the field down to the first, up to the last; past either end back to the field.
      const count = this.options.length + 1;
      this.choose(((this.active + 1 + (key === "ArrowDown" ? 1 : -1) + count) % count) - 1);
    }
  }

  choose(place) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = place;
    const option = this.options[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  go(option) {
    if (option) window.location.assign(option.dataset.path);
  }

  get isOpen() {
    return !this.listbox.hidden;
  }

  expand(open) {
    this.listbox.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.choose(-1);
    this.expand(false);
    this.status.textContent = "";
  }
}

function element(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

for (const form of document.querySelectorAll("form[data-suggestions]")) new SearchAsYouType(form);
