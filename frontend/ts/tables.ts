/**
 * A table wider than its card scrolls inside it. Only then it can get the focus, so that the arrow
 * keys scroll it too; a stop for nothing would be in the way.
 */
function mark(frame: HTMLElement): void {
  if (frame.scrollWidth > frame.clientWidth) {
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    const card = frame.parentElement?.closest("[aria-labelledby]");
    if (card) frame.setAttribute("aria-labelledby", card.getAttribute("aria-labelledby") ?? "");
    else frame.setAttribute("aria-label", "Tabel");
  } else {
    for (const name of ["tabindex", "role", "aria-labelledby", "aria-label"]) frame.removeAttribute(name);
  }
}

const sizes = new ResizeObserver((entries) => {
  for (const entry of entries) mark(entry.target as HTMLElement);
});

for (const frame of document.querySelectorAll<HTMLElement>(".stadspoort-table-scroll")) {
  sizes.observe(frame);
}
