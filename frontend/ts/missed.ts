/**
 * `<stadspoort-missed source="ID">` takes over what a person selects in the text of that element.
 *
 * The button is hidden in the page and shown here. The words that name a kind are no text of the
 * person and are left out, also when the selection runs over them.
 */
class StadspoortMissed extends HTMLElement {
  connectedCallback(): void {
    const source = document.getElementById(this.getAttribute("source") ?? "");
    const button = this.querySelector("button");
    const row = button?.parentElement;
    if (!source || !button || !row) return;
    row.hidden = false;
    // A click would take the selection away before it is read.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => this.take(source));
  }

  private take(source: HTMLElement): void {
    const value = selectedIn(source);
    const free = [...this.querySelectorAll<HTMLInputElement>("input")].find(
      (input) => input.value.trim() === "",
    );
    if (!value) return this.tell("Selecteer eerst een stuk van de tekst hierboven.");
    if (!free) return this.tell("Alle regels zijn vol. Download eerst dit testgeval.");
    free.value = value;
    this.tell(`“${value}” staat erbij. Kies wat het is.`);
    free.parentElement?.querySelector("select")?.focus();
  }

  private tell(words: string): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = words;
  }
}

function selectedIn(source: HTMLElement): string {
  const selection = window.getSelection();
  if (!selection?.rangeCount || !source.contains(selection.anchorNode)) return "";
  const part = selection.getRangeAt(0).cloneContents();
  for (const word of part.querySelectorAll(".stadspoort-kind__word")) word.remove();
  return (part.textContent ?? "").trim();
}

customElements.define("stadspoort-missed", StadspoortMissed);
