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
      // A file leaves the page where it is, and tells nobody that it came: a moment later it may be asked for again.
      if (form.dataset.download !== undefined) window.setTimeout(function () { delete form.dataset.sent; }, 2000);
    });
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  // The page has loaded when all its frames have: every app has been told, and there is nothing left to wait for.
  document.querySelectorAll("[data-onward]").forEach(function (onward) {
    window.addEventListener("load", function () { window.location.replace(onward.href); });
  });

  // A page that waits looks again by itself, and one that has what it waited for goes on.
  document.querySelectorAll("[data-again]").forEach(function (waiting) {
    window.setTimeout(function () { window.location.reload(); }, Number(waiting.dataset.again) * 1000);
  });
  // One that asks for something meanwhile looks without a word, and stays as it is until then.
  document.querySelectorAll("[data-look]").forEach(function (waiting) {
    var soon = function (seconds) { window.setTimeout(look, seconds * 1000); };
    var look = function () {
      fetch(waiting.dataset.look).then(function (answer) { return answer.ok ? answer.json() : {}; }).then(function (said) {
        if (said.opened) window.location.replace(waiting.dataset.here); else soon(4);
      }, function () { soon(15); });
    };
    soon(4);
  });
  document.querySelectorAll("form[data-go]").forEach(function (form) { form.submit(); });

  // Times as people here write them, in their own time zone.
  document.querySelectorAll("time[data-local]").forEach(function (time) {
    time.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(new Date(time.dateTime));
  });

  document.querySelectorAll(".quote").forEach(function (quote) {
    quote.addEventListener("click", function () { window.getSelection().selectAllChildren(quote); });
  });
})();
