// A bookmark leaves the address of its page behind the "#": no server is sent that, no log has it.
(() => {
  "use strict";
  const field = document.querySelector("textarea[data-address]");
  if (!field || field.value || location.hash.length < 2) return;
  try {
    const address = decodeURIComponent(location.hash.slice(1));
    if (!/^https?:\/\//i.test(address)) return;
    field.value = address.slice(0, 2000);
    history.replaceState(null, "", location.pathname + location.search);
    field.focus();
  } catch { /* What cannot be read is no address. */ }
})();
