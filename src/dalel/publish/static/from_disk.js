// From a disk a browser does not load the search, which is a module: it is said instead.
if (location.protocol === "file:") {
  const form = document.getElementById("finder");
  form.classList.add("ready");
  document.getElementById("told").textContent = form.dataset.failed;
  form.addEventListener("submit", (event) => event.preventDefault());
}
