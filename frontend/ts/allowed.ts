/**
 * `<stadspoort-allowed by="ID">` around a select offers only what fits the choice in another select.
 *
 * Options carry `data-allowed` with the values of that other select they fit, split by spaces; an
 * option without it always fits. Without JavaScript all options are there, and the server says
 * which one does not fit.
 */
const offered = new WeakMap<HTMLSelectElement, HTMLOptionElement[]>(); // a select may move: replace.ts

class StadspoortAllowed extends HTMLElement {
  connectedCallback(): void {
    const field = this.querySelector("select");
    const by = document.getElementById(this.getAttribute("by") ?? "");
    if (!field || !(by instanceof HTMLSelectElement)) return;
    const all = offered.get(field) ?? Array.from(field.options);
    offered.set(field, all);
    const offer = (): void => {
      const chosen = field.value;
      const fitting = all.filter((option) => by.value === "" || fits(option, by.value));
      field.replaceChildren(...fitting);
      field.value = fitting.some((option) => option.value === chosen) ? chosen : "";
    };
    by.addEventListener("change", offer);
    offer();
  }
}

function fits(option: HTMLOptionElement, value: string): boolean {
  const allowed = option.dataset["allowed"];
  return allowed === undefined || allowed.split(" ").includes(value);
}

customElements.define("stadspoort-allowed", StadspoortAllowed);
