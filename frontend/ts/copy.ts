/**
 * `<stadspoort-copy for="ID">` around a button copies the text of the element with that id.
 *
 * The button is hidden in the page and shown here: without JavaScript, or without a clipboard
 * (plain http), there is nothing to click that would not work.
 */
class StadspoortCopy extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button");
    const source = document.getElementById(this.getAttribute("for") ?? "");
    if (!button || !source || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", () => void this.copy(button, source));
  }

  private async copy(button: HTMLButtonElement, source: HTMLElement): Promise<void> {
    const text = source instanceof HTMLInputElement ? source.value : (source.textContent ?? "");
    const words = button.querySelector("span") ?? button;
    const before = words.textContent;
    try {
      await navigator.clipboard.writeText(text.trim());
      words.textContent = "Gekopieerd";
    } catch {
      words.textContent = "Kopiëren lukt niet";
    }
    window.setTimeout(() => (words.textContent = before), 2500);
  }
}

customElements.define("stadspoort-copy", StadspoortCopy);
