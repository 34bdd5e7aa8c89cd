/**
 * Shows the page that came as the answer to a form, and keeps the fields of that form as they are:
 * a browser lets nobody fill a file field, so the files that were chosen would be gone.
 */
export async function showPage(response: Response): Promise<boolean> {
  if (response.redirected && response.ok) {
    window.location.assign(response.url);
    return true;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const main = page.querySelector("main");
  const here = document.querySelector("main");
  if (!main || !here) return false;
  document.adoptNode(main);
  for (const fresh of main.querySelectorAll<HTMLElement>("form :is(input, textarea, select)[id]")) {
    const filled = document.getElementById(fresh.id);
    if (filled?.tagName === fresh.tagName) keep(filled, fresh);
  }
  here.replaceWith(main);
  main.querySelector<HTMLElement>(".stadspoort-error-summary")?.focus();
  return true;
}

/** Puts the field that was filled in the place of the fresh one, with what the server says of it. */
function keep(filled: HTMLElement, fresh: HTMLElement): void {
  for (const name of ["class", "aria-invalid", "aria-describedby"]) {
    const value = fresh.getAttribute(name);
    if (value === null) filled.removeAttribute(name);
    else filled.setAttribute(name, value);
  }
  fresh.replaceWith(filled);
}
