// What is pasted from Word or a page keeps its paragraphs, and its links are offered as sources: the
// browser alone would hand the field one run of lines without any link.
(() => {
  "use strict";
  const BLOCKS = "address,article,blockquote,dd,div,dl,dt,figcaption,h1,h2,h3,h4,h5,h6,hr,li,ol,p,"
    + "pre,section,table,tr,ul";
  const DROPPED = "head,style,script,template,title,xml,del,[style*='mso-list:Ignore' i],"
    + "[style*='mso-list: Ignore' i],[style*='display:none' i],[style*='mso-hide:all' i]";
  const panel = document.getElementById("pasted-links");
  const asked = new Set();

  // Word wraps the lines of its source: only blocks and breaks end a line.
  function* pieces(node) {
    for (const one of node.childNodes) {
      if (one.nodeType === Node.TEXT_NODE) yield one.data.replace(/\s+/g, " ");
      else if (one.nodeType !== Node.ELEMENT_NODE) continue;
      else if (one.localName === "br") yield "\n";
      else {
        const isBlock = one.matches(BLOCKS);
        if (isBlock) yield "\n\n";
        yield* pieces(one);
        if (isBlock) yield "\n\n";
        else if (one.matches("td,th")) yield " ";
      }
    }
  }

  function read(html) {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    body.querySelectorAll(DROPPED).forEach((one) => one.remove());
    const paragraphs = [...pieces(body)].join("").split(/\n\s*\n/)
      .map((one) => one.split("\n").map((line) => line.replace(/[^\S\n]+/g, " ").trim())
        .filter(Boolean).join("\n"))
      .filter(Boolean);
    const links = [...body.querySelectorAll("a[href]")].map((one) => one.getAttribute("href").trim())
      .filter((address) => /^https?:\/\/\S+$/i.test(address));
    return { paragraphs, links: [...new Set(links)] };
  }

  function offer(links) {
    const fresh = links.filter((one) => !asked.has(one));
    if (!panel || !fresh.length) return;
    fresh.forEach((one) => asked.add(one));
    const list = panel.querySelector("ul");
    list.append(...fresh.map((address) => {
      const line = document.createElement("li");
      line.className = "address";
      line.textContent = address;
      return line;
    }));
    panel.elements.text.value = [...asked].join("\n");
    panel.hidden = false;
  }

  document.addEventListener("paste", (event) => {
    const field = event.target;
    const html = event.clipboardData?.getData("text/html");
    if (!html || !field.matches?.("#desk textarea[form=texts]")) return;
    const { paragraphs, links } = read(html);
    if (!paragraphs.length) return;
    event.preventDefault();
    const words = field.matches(".heading") ? paragraphs.join(" ").replaceAll("\n", " ")
      : paragraphs.join("\n\n");
    // The browser's own insertion can be undone with Ctrl Z; where there is none the value is set.
    if (!document.execCommand("insertText", false, words)) {
      field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    offer(links);
  });
  panel?.addEventListener("submit", () => setTimeout(() => {
    panel.hidden = true;
    panel.querySelector("ul").replaceChildren();
    panel.elements.text.value = "";
    asked.clear();
  }));
})();
