// Nothing here is needed: every page of the console works without it.
(function () {
  "use strict";

  // One press is one request, however long the answer takes; the way back makes the form usable again.
  document.querySelectorAll("form").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (event.submitter && event.submitter.formTarget) return;       // a preview beside it
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

  // What a form is about to do, as a call: its body follows what is typed. The marks are those of FormCall.
  function filled(node, form, data) {
    if (Array.isArray(node)) {
      if (node[0] === "if") return data.has(node[1]) ? filled(node[2], form, data) : undefined;
      node = node.map(function (one) { return filled(one, form, data); }).filter(function (one) { return one !== undefined; });
      return node.length ? node : undefined;
    }
    if (node && typeof node === "object") {
      var made = {};
      Object.keys(node).forEach(function (name) {
        var value = filled(node[name], form, data);
        if (value !== undefined) made[name] = value;
      });
      return Object.keys(made).length ? made : undefined;
    }
    var mark = typeof node === "string" && /^(\*\*|\[\]|[$?#*])(.+)$/.exec(node);
    if (!mark) return node;
    var name = mark[2], text = String(data.get(name) || "").trim();
    var under = Array.from(form.elements).filter(function (field) { return field.name && field.name.indexOf(name) === 0; });
    if (mark[1] === "$") return text || undefined;
    if (mark[1] === "#") return text ? Number(text) : undefined;
    if (mark[1] === "?") return form.elements[name] ? data.has(name) : undefined;
    if (mark[1] === "[]") {
      var field = form.elements[name], ids = field && field.dataset && field.dataset.ids ? JSON.parse(field.dataset.ids) : {};
      text = text.split("\n").map(function (line) { return line.trim(); }).filter(Boolean);
      text = text.map(function (line) { return Object.hasOwn(ids, line) ? ids[line] : line; });
      return text.length ? text : undefined;
    }
    if (mark[1] === "*") {
      under = under.filter(function (field) { return field.checked; }).map(function (field) { return field.name.slice(name.length); });
      return under.length ? under : undefined;
    }
    var whole = {};
    under.forEach(function (field) {
      if (field.type === "radio" && !field.checked) return;
      var value = field.type === "checkbox" ? field.checked : field.value;
      if (value === "") return;
      value = value === "true" ? true : value === "false" ? false : /^\d+$/.test(value) ? Number(value) : value;
      field.name.slice(name.length).split(".").reduce(function (at, part, index, parts) {
        return at[part] = index === parts.length - 1 ? value : at[part] || {};
      }, whole);
    });
    return Object.keys(whole).length ? whole : undefined;
  }
  document.querySelectorAll("pre[data-body]").forEach(function (pre) {
    var template = JSON.parse(pre.dataset.body), marks = /"(\[\]|[$?#*])/.test(pre.dataset.body);
    var forms = Array.from(document.forms).filter(function (form) {
      return form.getAttribute("method") === "post" && (form.getAttribute("action") || "").split("?")[0] === pre.dataset.form.split("?")[0];
    });
    if (!marks || forms.length !== 1) return;                          // a list of buttons, of which nobody knows which
    var show = function () {
      var body = filled(template, forms[0], new FormData(forms[0])) || {};
      pre.textContent = pre.dataset.head + "'" + JSON.stringify(body, null, 2).replace(/'/g, "'\\''") + "'";
    };
    forms[0].addEventListener("input", show);
    forms[0].addEventListener("change", show);
    show();
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
    // A box or a button has the focus after it was pressed, and nothing is typed there.
    var typing = document.activeElement.matches("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select");
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

  // A colour is typed or chosen, and each follows the other.
  document.querySelectorAll("input[data-mirrors]").forEach(function (picker) {
    var field = document.getElementById(picker.dataset.mirrors);
    picker.hidden = false;
    picker.addEventListener("input", function () { field.value = picker.value; });
    field.addEventListener("input", function () { if (/^#[0-9a-f]{6}$/i.test(field.value)) picker.value = field.value; });
  });

  // What is typed is shown a moment later, as its button would.
  document.querySelectorAll("button[data-preview]").forEach(function (button) {
    var waiting;
    button.form.addEventListener("input", function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(function () { button.form.requestSubmit(button); }, 600);
    });
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
    keys(event);
  });
})();
