// Links inside the site name index.html, so that it works from a disk. On a server the address bar
// shows the permanent address, which has no file name.
if (location.protocol.startsWith("http") && location.pathname.endsWith("/index.html")) {
  const clean = location.pathname.slice(0, -"index.html".length);
  history.replaceState(null, "", clean + location.search + location.hash);
}
