// Suggestions while one types: a combobox with a list, as the ARIA Authoring Practices describe it. The keyboard stays in the field.

import { type Suggestions, Topichub } from "@topichub/client";

const PAUSE = 120;

export function suggestIn(form: HTMLFormElement): void {
  const input = form.querySelector("input");
  const list = form.querySelector<HTMLElement>("[role=listbox]");
  const status = form.querySelector<HTMLElement>("[role=status]");
  if (input && list && status) new Combobox(form, input, list, status);
}

class Combobox {
  readonly #topichub: Topichub;
  readonly #locale: string | undefined;
  #asked = new AbortController();
  #options: HTMLElement[] = [];
  #active = -1;

  constructor(
    readonly form: HTMLFormElement,
    readonly input: HTMLInputElement,
    readonly list: HTMLElement,
    readonly status: HTMLElement,
  ) {
    this.#topichub = new Topichub({ baseUrl: form.dataset["suggest"] ?? "", retries: { attempts: 1, longestWait: 0 } });
    this.#locale = form.dataset["locale"];
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-controls", list.id],
      ["aria-expanded", "false"],
    ] as const) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => void this.#suggest());
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("blur", () => this.#close());
    // Before the field loses the focus, which closes the list.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
      if (option) this.#choose(option);
    });
  }

  async #suggest(): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const typed = this.input.value.trim();
    if (!typed) return this.#close();
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (signal.aborted) return;
    try {
      this.#show(await this.#topichub.suggest(typed, this.#locale ? { locale: this.#locale } : {}, { signal }));
    } catch (error) {
      if (signal.aborted) return;
      // Without suggestions the form still searches.
      this.#close();
      console.warn(error);
    }
  }

  #show({ groups }: Suggestions): void {
    this.#options = [];
    const drawn = groups.map(({ kind, label, items }) => {
      const group = element("div", { role: "group", "aria-labelledby": `suggested-${kind}` });
      group.append(element("div", { id: `suggested-${kind}`, class: "label", role: "presentation" }, label));
      for (const item of items) {
        const text = item.kind !== "query" && item.text !== item.title ? `${item.text} → ${item.title}` : item.text;
        const option = element("div", { role: "option", id: `suggestion-${this.#options.length}`, "aria-selected": "false" }, text);
        if (item.kind === "query") option.dataset["query"] = item.text;
        else option.dataset["path"] = item.path;
        this.#options.push(option);
        group.append(option);
      }
      return group;
    });
    this.list.replaceChildren(...drawn);
    const count = this.#options.length;
    this.status.textContent = count === 1 ? "1 suggestion" : `${count} suggestions`;
    this.#activate(-1);
    this.#open(count > 0);
  }

  #pressed(event: KeyboardEvent): void {
    const last = this.#options.length - 1;
    const isOpen = !this.list.hidden;
    if (event.key === "Escape" && isOpen) this.#close();
    else if (event.key === "ArrowDown" && last >= 0) this.#activate(this.#active >= last ? -1 : this.#active + 1, true);
    else if (event.key === "ArrowUp" && last >= 0) this.#activate(this.#active < 0 ? last : this.#active - 1, true);
    else if (event.key === "Enter" && isOpen && this.#options[this.#active]) this.#choose(this.#options[this.#active]);
    else return;
    event.preventDefault();
  }

  #activate(index: number, open = false): void {
    this.#options[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = index;
    const option = this.#options[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    if (open) this.#open(true);
  }

  #choose(option: HTMLElement | undefined): void {
    const { path, query } = option?.dataset ?? {};
    if (path) return location.assign(path);
    this.input.value = query ?? this.input.value;
    this.form.requestSubmit();
  }

  #open(open: boolean): void {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  #close(): void {
    this.#asked.abort();
    this.#activate(-1);
    this.#open(false);
    this.status.textContent = "";
  }
}

function element(name: string, attributes: Readonly<Record<string, string>>, text = ""): HTMLElement {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.textContent = text;
  return made;
}
