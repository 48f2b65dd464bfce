// Keeps what was read for when the network is gone; the worker lies at the site's own folder.
if ("serviceWorker" in navigator && location.protocol.startsWith("http")) {
  navigator.serviceWorker.register(new URL("../sw.js", document.currentScript.src)).catch(() => {});
}
