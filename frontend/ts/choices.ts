/**
 * `<stadspoort-when field="ID" value="V">` shows what it holds only while that field has that value.
 *
 * Without JavaScript it is always there, under a heading that says when it is needed.
 */
class StadspoortWhen extends HTMLElement {
  connectedCallback(): void {
    const field = document.getElementById(this.getAttribute("field") ?? "");
    if (!(field instanceof HTMLSelectElement)) return;
    const show = (): void => {
      this.hidden = field.value !== this.getAttribute("value");
    };
    field.addEventListener("change", show);
    show();
  }
}

/** `<stadspoort-search label="L">` puts a field above a list of check boxes that narrows the list. */
class StadspoortSearch extends HTMLElement {
  connectedCallback(): void {
    const label = document.createElement("label");
    label.className = "utrecht-form-label";
    label.textContent = this.getAttribute("label") ?? "";
    const input = document.createElement("input");
    input.type = "search";
    input.className = "utrecht-textbox utrecht-textbox--html-input";
    input.addEventListener("input", () => this.narrow(input.value));
    // Enter would send the form that the list is part of.
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    label.append(input);
    this.prepend(label);
  }

  /** A person who was chosen stays in sight, whatever is typed. */
  private narrow(typed: string): void {
    const words = typed.trim().toLowerCase();
    for (const row of this.querySelectorAll<HTMLElement>(".stadspoort-check")) {
      const isChosen = row.querySelector<HTMLInputElement>("input")?.checked ?? false;
      row.hidden = !isChosen && !(row.textContent ?? "").toLowerCase().includes(words);
    }
  }
}

customElements.define("stadspoort-when", StadspoortWhen);
customElements.define("stadspoort-search", StadspoortSearch);
