// Browsers start no worker for a page opened from a file. There an invisible frame runs the same script instead, so
// that search needs neither a server nor a network.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.documentElement.append(this.frame);
      const inside = this.frame.contentWindow;
      // As between threads, each side gets a copy: what the page later changes is not the worker's, nor the reverse.
      inside.postMessage = (data) => {
        const event = new MessageEvent("message", { data: structuredClone(data) });
        this.dispatchEvent(event);
        this.onmessage?.(event);
      };
      const script = inside.document.createElement("script");
      script.src = new URL(address, location.href);
      this.loaded = new Promise((resolve, reject) => {
        script.onload = resolve;
        script.onerror = reject;
      });
      this.loaded.catch((error) => this.onerror?.(error));
      inside.document.body.append(script);
    }

    postMessage(data) {
      const inside = this.frame.contentWindow, copy = structuredClone(data);
      this.loaded.then(() => inside.onmessage?.({ data: copy }), () => {});
    }

    terminate() {
      this.frame.remove();
    }
  };
}
