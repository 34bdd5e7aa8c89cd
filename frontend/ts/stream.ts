/**
 * `<stadspoort-stream>` around a form sends that form by fetch and shows the answer as it comes.
 *
 *     <stadspoort-stream into="answer" status="answer-status">
 *       <form method="post" action="..." enctype="multipart/form-data"> ... </form>
 *     </stadspoort-stream>
 *
 * The request carries `Accept: application/x-ndjson`; the server answers with one JSON object a
 * line: `{"text": "..."}` adds text, `{"error": "..."}` ends with a message, `{"location": "/..."}` ends
 * and shows that page. Any other answer (a form with errors, a
 * sign-in page) is shown as the page that it is. Without JavaScript the form simply posts.
 *
 * Screen readers hear "Het antwoord wordt geschreven" and, at the end, that it is there; not every
 * word in between.
 */
interface Line {
  text?: string;
  error?: string;
  location?: string;
}

const KIND = "application/x-ndjson";

class StadspoortStream extends HTMLElement {
  private sending: AbortController | undefined;

  connectedCallback(): void {
    const form = this.querySelector("form");
    form?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send(form, event.submitter);
    });
    const stop = this.querySelector<HTMLButtonElement>("[data-stop]");
    stop?.addEventListener("click", () => this.sending?.abort());
  }

  disconnectedCallback(): void {
    this.sending?.abort();
  }

  private async send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    if (this.sending) return;
    this.sending = new AbortController();
    const body = new FormData(form, submitter);
    this.setBusy(form, true);
    this.say("Het antwoord wordt geschreven.");
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: KIND },
        credentials: "same-origin",
        signal: this.sending.signal,
      });
      await this.take(response);
    } catch (reason) {
      const isStopped = reason instanceof DOMException && reason.name === "AbortError";
      this.fail(
        isStopped
          ? "U hebt het antwoord gestopt."
          : "De verbinding is verbroken. Uw vraag staat er nog: probeer het opnieuw.",
      );
    } finally {
      this.sending = undefined;
      this.setBusy(form, false);
    }
  }

  private async take(response: Response): Promise<void> {
    if (response.status === 413) {
      this.fail("Deze bestanden zijn samen te groot. Kies minder of kleinere bestanden.");
      return;
    }
    if (!response.headers.get("Content-Type")?.startsWith(KIND) || !response.body) {
      await this.showPage(response);
      return;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + (value ?? "")).split("\n");
      rest = done ? "" : (lines.pop() ?? "");
      for (const line of lines) {
        if (line.trim() && this.apply(JSON.parse(line) as Line)) return;
      }
      if (done) break;
    }
    this.fail("Het antwoord is niet compleet aangekomen. Probeer het opnieuw.");
  }

  /** Returns whether this line is the last one. */
  private apply(line: Line): boolean {
    if (line.text) this.target()?.append(line.text);
    if (line.error) this.fail(line.error);
    if (line.location) {
      this.say("Het antwoord is klaar.");
      window.location.assign(line.location);
    }
    return Boolean(line.error ?? line.location);
  }

  private async showPage(response: Response): Promise<void> {
    if (response.redirected && response.ok) {
      window.location.assign(response.url);
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const main = page.querySelector("main");
    const here = document.querySelector("main");
    if (!main || !here) {
      this.fail("Er ging iets mis. Uw vraag staat er nog: probeer het opnieuw.");
      return;
    }
    here.replaceWith(document.adoptNode(main));
    document.querySelector<HTMLElement>(".stadspoort-error-summary")?.focus();
  }

  private target(): HTMLElement | null {
    const target = document.getElementById(this.getAttribute("into") ?? "");
    target?.closest<HTMLElement>("[hidden]")?.removeAttribute("hidden");
    return target;
  }

  private say(message: string): void {
    const status = document.getElementById(this.getAttribute("status") ?? "");
    if (status) status.textContent = message;
  }

  private fail(message: string): void {
    this.say(message);
    this.classList.add("is-failed");
  }

  private setBusy(form: HTMLFormElement, isBusy: boolean): void {
    this.target()?.setAttribute("aria-busy", String(isBusy));
    for (const button of form.querySelectorAll<HTMLButtonElement>('button[type="submit"]')) {
      button.disabled = isBusy;
    }
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-stop]")) {
      button.hidden = !isBusy;
    }
  }
}

customElements.define("stadspoort-stream", StadspoortStream);
