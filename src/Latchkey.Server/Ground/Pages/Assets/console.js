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

  // Single keys lead somewhere, unless the person is typing or has turned them off (WCAG 2.2 §2.1.4).
  var off = function () { try { return localStorage.getItem("keys") === "off"; } catch (blocked) { return false; } };
  var going = 0;
  function keys(event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || off()) return;
    if (event.key === "/") {
      var search = document.getElementById("find");
      if (!search || !search.offsetParent) search = document.querySelector("main input[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (event.key === "?") {
      location.assign(document.getElementById("keyboard").href);
    } else if (going && Date.now() - going < 1500) {
      going = 0;
      var way = document.querySelector(".menu a[data-key='" + CSS.escape(event.key.toUpperCase()) + "']");
      if (way) location.assign(way.href);
    } else {
      going = event.key === "g" || event.key === "G" ? Date.now() : 0;
    }
  }
  var turn = document.getElementById("keys-off");
  if (turn) {
    document.getElementById("keys-switch").hidden = false;
    turn.checked = off();
    turn.addEventListener("change", function () { localStorage.setItem("keys", turn.checked ? "off" : "on"); });
  }

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
    keys(event);
  });
})();
