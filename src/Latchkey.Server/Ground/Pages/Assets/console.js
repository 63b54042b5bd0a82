// Nothing here is needed: every page of the console works without it.
(function () {
  "use strict";

  // One press is one request, however long the answer takes; the way back makes the form usable again.
  document.querySelectorAll("form").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent && form.method === "post") event.preventDefault();
      form.dataset.sent = "true";
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  // Copies what stands in another element, and says so.
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) return;
    var words = button.querySelector("[data-words]") || button;
    var before = words.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent).then(function () {
        words.textContent = button.dataset.copied;
        window.setTimeout(function () { words.textContent = before; }, 2000);
      });
    });
  });

  // Times as people here write them, in their own time zone.
  document.querySelectorAll("time[data-local]").forEach(function (time) {
    time.title = time.textContent;
    time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: time.dataset.local || "short" }).format(new Date(time.dateTime));
  });

  // A menu that is open closes when the person goes on elsewhere.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.person[open], details.narrow[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      document.querySelectorAll("details.person[open], details.narrow[open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
    // As in most places where there is something to search.
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      var search = document.querySelector("input[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
  });
})();
