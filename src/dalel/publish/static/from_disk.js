// From a disk a browser does not load the search, which is a module: it is said instead.
if (location.protocol === "file:") {
  const form = document.querySelector("form.search");
  document.getElementById("told").textContent = form.dataset.failed;
  form.addEventListener("submit", (event) => event.preventDefault());
}
