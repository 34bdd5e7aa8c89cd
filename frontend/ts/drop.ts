/**
 * `<stadspoort-drop>` around a frame with a file field lets people drop files on the frame.
 *
 * The file field stays the one that holds the files and is sent by the form; dropping only fills
 * it. The names and sizes of the chosen files are shown and read aloud, each with a button that
 * takes it away again.
 */
class StadspoortDrop extends HTMLElement {
  connectedCallback(): void {
    const field = this.querySelector<HTMLInputElement>('input[type="file"]');
    const frame = this.querySelector<HTMLElement>(".stadspoort-drop");
    const list = this.querySelector<HTMLElement>(".stadspoort-drop__files");
    if (!field || !frame) return;
    for (const kind of ["dragenter", "dragover"]) {
      frame.addEventListener(kind, (event) => {
        event.preventDefault();
        frame.classList.add("is-over");
      });
    }
    for (const kind of ["dragleave", "drop"]) {
      frame.addEventListener(kind, () => frame.classList.remove("is-over"));
    }
    frame.addEventListener("drop", (event) => {
      event.preventDefault();
      const dropped = Array.from(event.dataTransfer?.files ?? []);
      take(field, dropped.slice(0, field.multiple ? undefined : 1));
    });
    if (!list) return;
    frame.addEventListener("change", () => show(list, field));
    show(list, field); // a field may have its files already: see replace.ts
  }
}

function take(field: HTMLInputElement, chosen: File[]): void {
  const files = new DataTransfer();
  for (const file of chosen) files.items.add(file);
  field.files = files.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function show(list: HTMLElement, field: HTMLInputElement): void {
  const files = Array.from(field.files ?? []);
  const lines = files.map((file) => {
    const line = document.createElement("li");
    const away = document.createElement("button");
    away.type = "button";
    away.className = "utrecht-button utrecht-button--subtle stadspoort-button--small";
    away.textContent = "Weghalen";
    away.setAttribute("aria-label", `${file.name} weghalen`);
    away.addEventListener("click", () => {
      take(field, files.filter((one) => one !== file));
      field.focus();
    });
    line.append(`${file.name} (${readableSize(file.size)}) `, away);
    return line;
  });
  list.replaceChildren(...lines);
}

function readableSize(bytes: number): string {
  const number = new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 1 });
  if (bytes < 1_000_000) return `${number.format(Math.max(bytes / 1000, 0.1))} kB`;
  return `${number.format(bytes / 1_000_000)} MB`;
}

customElements.define("stadspoort-drop", StadspoortDrop);
