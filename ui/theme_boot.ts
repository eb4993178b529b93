// Runs before the first paint, so that a chosen theme does not flash the other one. The policy of the page allows no inline script.
try {
  document.documentElement.dataset.theme = JSON.parse(localStorage.getItem("nexus.theme") ?? '"system"');
} catch {
  document.documentElement.dataset.theme = "system";
}
