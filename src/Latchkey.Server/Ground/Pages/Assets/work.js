// A small sum that keeps robots out: a number with which the question's SHA-256 begins with enough zero bits. It is looked for while the form is filled in.
(function () {
  "use strict";

  var field = document.querySelector("input[data-work]");
  // Without a digest there is no sum, and the form goes as it is.
  if (!field || !window.isSecureContext || !window.crypto || !crypto.subtle) return;

  var form = field.form;
  var working = form.querySelector("[data-working]");
  var letters = new TextEncoder();
  var bits = Number(field.dataset.bits);
  var batch = 512;
  var pressed = null;

  function zeros(digest) {
    return Math.clz32(new DataView(digest).getUint32(0));
  }

  function look(from) {
    var asked = [];
    for (var number = from; number < from + batch; number++) {
      asked.push(crypto.subtle.digest("SHA-256", letters.encode(field.dataset.work + "." + number)));
    }
    return Promise.all(asked).then(function (digests) {
      var found = digests.findIndex(function (digest) { return zeros(digest) >= bits; });
      if (found >= 0) return done(from + found);
      return look(from + batch);
    });
  }

  function done(number) {
    field.value = String(number);
    if (pressed) form.submit();
  }

  // Before the page's own script sees it: a form that waits for its sum has not been sent.
  form.addEventListener("submit", function (event) {
    if (field.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter || form;
    if (working) working.hidden = false;
    var reveal = form.querySelector("input[type=text][autocomplete$=password]");
    if (reveal) reveal.type = "password";
  }, true);

  look(0).catch(function () { if (pressed) form.submit(); });
})();
