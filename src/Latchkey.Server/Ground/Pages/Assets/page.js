// Nothing here is needed: every page works without it.
(function () {
  "use strict";

  document.querySelectorAll("[data-reveal]").forEach(function (button) {
    var field = document.getElementById(button.dataset.reveal);
    var show = button.getAttribute("aria-label");
    button.hidden = false;
    button.addEventListener("click", function () {
      var shown = field.type === "password";
      field.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
      button.title = shown ? button.dataset.hide : show;
      field.focus();
    });
    // A password must never be sent or remembered as ordinary text.
    field.form.addEventListener("submit", function () { field.type = "password"; });
  });

  // One press is one request, however long the answer takes; the way back makes the form usable again.
  document.querySelectorAll("form").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "true";
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  // The page has loaded when all its frames have: every app has been told, and there is nothing left to wait for.
  document.querySelectorAll("[data-onward]").forEach(function (onward) {
    window.addEventListener("load", function () { window.location.replace(onward.href); });
  });

  // Times as people here write them, in their own time zone.
  document.querySelectorAll("time[data-local]").forEach(function (time) {
    time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(new Date(time.dateTime));
  });

  document.querySelectorAll(".quote").forEach(function (quote) {
    quote.addEventListener("click", function () { window.getSelection().selectAllChildren(quote); });
  });
})();
