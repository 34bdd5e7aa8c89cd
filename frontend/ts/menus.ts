/** The menus of the header: Escape and a click outside close them, as people expect of a menu. */
const OPEN = "details.stadspoort-dropdown[open]";

function closeAll(except?: Element | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN)) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  closeAll(target?.closest("details.stadspoort-dropdown"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector<HTMLDetailsElement>(OPEN);
  closeAll();
  menu?.querySelector("summary")?.focus();
});
