/**
 * `<stadspoort-stream>` around a form sends that form by fetch and shows the answer as it comes.
 *
 *     <stadspoort-stream asked="asked" into="answer" stop="stop" status="answer-status">
 *       <form method="post" action="..." enctype="multipart/form-data"> ... </form>
 *     </stadspoort-stream>
 *
 * `asked`, `into`, `stop` and `status` are ids of elements elsewhere in the page: where the question
 * is repeated, where the answer grows, the button that ends it, and the line that tells how it goes.
 * What is hidden around them is shown while an answer comes.
 *
 * The request carries `Accept: application/x-ndjson`; the server answers with one JSON object a
 * line: `{"stop": "/..."}` says where to ask for the end, `{"text": "..."}` adds text,
 * `{"error": "..."}` ends with a message, `{"location": "/..."}` ends and shows that page. Any other
 * answer (a form with errors, a sign-in page) is shown as the page that it is; what was typed and
 * the files that were chosen stay. Without JavaScript the form simply posts.
 *
 * Screen readers hear "Het antwoord wordt geschreven" and, at the end, that it is there; not every
 * word in between.
 */
import { showPage } from "./replace";

interface Line {
  stop?: string;
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
  }

  disconnectedCallback(): void {
    this.sending?.abort();
  }

  private async send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    if (this.sending) return;
    this.sending = new AbortController();
    const body = new FormData(form, submitter);
    this.setBusy(form, true);
    this.say("Uw vraag wordt verstuurd.");
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: KIND },
        credentials: "same-origin",
        signal: this.sending.signal,
      });
      await this.take(response, form);
    } catch {
      this.say("De verbinding is verbroken. Uw vraag staat er nog: probeer het opnieuw.");
    } finally {
      this.sending = undefined;
      this.setBusy(form, false);
    }
  }

  private async take(response: Response, form: HTMLFormElement): Promise<void> {
    if (response.status === 413) {
      this.say("Deze bestanden zijn samen te groot. Kies minder of kleinere bestanden.");
      return;
    }
    if (!response.headers.get("Content-Type")?.startsWith(KIND) || !response.body) {
      if (!(await showPage(response))) {
        this.say("Er ging iets mis. Uw vraag staat er nog: probeer het opnieuw.");
      }
      return;
    }
    this.begin(form);
    const last = await this.read(response.body);
    if (last?.location) {
      this.say("Het antwoord is klaar.");
      form.reset(); // or the browser would put the question back into the field
      goTo(last.location);
    } else {
      this.say(last?.error ?? "Het antwoord is niet compleet aangekomen. Probeer het opnieuw.");
    }
  }

  /** Reads all lines, so that the connection can be used again, and returns the one that ends. */
  private async read(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Line | undefined> {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let last: Line | undefined;
    for (;;) {
      const { done, value } = await reader.read();
      const lines = (rest + (value ?? "")).split("\n");
      rest = done ? "" : (lines.pop() ?? "");
      for (const line of lines.filter((one) => one.trim())) {
        const read = JSON.parse(line) as Line;
        if (read.stop) this.offerStop(read.stop);
        if (read.text) this.named("into")?.append(read.text);
        if (read.error ?? read.location) last = read;
      }
      if (done) return last;
    }
  }

  /** Shows the question and an empty answer, in sight and with the focus there if it was on the form. */
  private begin(form: HTMLFormElement): void {
    const question = new FormData(form).get("question");
    const asked = this.named("asked");
    const answer = this.named("into");
    if (asked && typeof question === "string") asked.textContent = question;
    answer?.replaceChildren();
    for (const part of [asked, answer]) {
      part?.closest<HTMLElement>("[hidden]")?.toggleAttribute("hidden", false);
    }
    const frame = answer?.closest<HTMLElement>("[tabindex]");
    frame?.focus({ preventScroll: true });
    frame?.scrollIntoView({ block: "center" });
    this.say("Het antwoord wordt geschreven.");
  }

  /** The server ends the answer, closes its stream, and so the page goes on as after any end. */
  private offerStop(address: string): void {
    const button = this.named("stop");
    if (!(button instanceof HTMLButtonElement)) return;
    button.hidden = false;
    button.disabled = false;
    button.onclick = () => {
      button.disabled = true;
      const token = this.querySelector<HTMLInputElement>('[name="csrfmiddlewaretoken"]');
      const headers = { "X-CSRFToken": token?.value ?? "", Accept: KIND };
      void fetch(address, { method: "POST", headers, credentials: "same-origin" });
    };
  }

  private named(name: string): HTMLElement | null {
    return document.getElementById(this.getAttribute(name) ?? "");
  }

  private say(message: string): void {
    const status = this.named("status");
    if (status) status.textContent = message;
  }


  private setBusy(form: HTMLFormElement, isBusy: boolean): void {
    this.named("into")?.setAttribute("aria-busy", String(isBusy));
    for (const button of form.querySelectorAll<HTMLButtonElement>('button[type="submit"]')) {
      button.disabled = isBusy;
    }
    if (!isBusy) this.named("stop")?.toggleAttribute("hidden", true);
  }
}

/** Shows a page afresh, also when it is the one that is shown and only the part behind "#" differs. */
function goTo(location: string): void {
  const there = new URL(location, window.location.href);
  if (there.pathname === window.location.pathname) {
    window.history.replaceState(null, "", there);
    window.location.reload();
  } else {
    window.location.assign(there);
  }
}

customElements.define("stadspoort-stream", StadspoortStream);
