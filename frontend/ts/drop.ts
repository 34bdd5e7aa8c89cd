/**
 * `<stadspoort-drop>` around a frame with a file field lets people drop files on the frame.
 *
 * The file field stays the one that holds the files and is sent by the form; dropping only fills
 * it. The names and sizes of the chosen files are shown and read aloud.
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
      if (event.dataTransfer) this.take(field, event.dataTransfer.files);
    });
    if (list) field.addEventListener("change", () => this.show(list, field.files));
  }

  private take(field: HTMLInputElement, dropped: FileList): void {
    const files = new DataTransfer();
    for (const file of Array.from(dropped).slice(0, field.multiple ? undefined : 1)) {
      files.items.add(file);
    }
    field.files = files.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private show(list: HTMLElement, files: FileList | null): void {
    const lines = Array.from(files ?? []).map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name} (${readableSize(file.size)})`;
      return line;
    });
    list.replaceChildren(...lines);
  }
}

function readableSize(bytes: number): string {
  const number = new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 1 });
  if (bytes < 1_000_000) return `${number.format(Math.max(bytes / 1000, 0.1))} kB`;
  return `${number.format(bytes / 1_000_000)} MB`;
}

customElements.define("stadspoort-drop", StadspoortDrop);
