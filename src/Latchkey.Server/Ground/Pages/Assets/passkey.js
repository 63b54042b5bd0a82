// Passkeys: asks the device what the page's form says, and sends its answer with that form. WebAuthn Level 3 §5.1.
(function () {
  "use strict";

  var forms = Array.prototype.slice.call(document.querySelectorAll("form[data-passkey]"));
  var possible = Boolean(window.PublicKeyCredential && navigator.credentials && window.isSecureContext);

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
  }

  function text(buffer) {
    var plain = Array.prototype.map.call(new Uint8Array(buffer), function (one) { return String.fromCharCode(one); }).join("");
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function known(list) {
    return (list || []).map(function (one) { return Object.assign({}, one, { id: bytes(one.id) }); });
  }

  function optionsOf(form) {
    var options = JSON.parse(form.dataset.options);
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    if (options.excludeCredentials) options.excludeCredentials = known(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = known(options.allowCredentials);
    return options;
  }

  function said(credential) {
    var from = credential.response;
    var response = { clientDataJSON: text(from.clientDataJSON) };
    if (from.attestationObject) {
      response.attestationObject = text(from.attestationObject);
      response.transports = from.getTransports ? from.getTransports() : [];
    } else {
      response.authenticatorData = text(from.authenticatorData);
      response.signature = text(from.signature);
      if (from.userHandle) response.userHandle = text(from.userHandle);
    }
    return JSON.stringify({
      id: text(credential.rawId), rawId: text(credential.rawId), type: credential.type, response: response, clientExtensionResults: {},
      authenticatorAttachment: credential.authenticatorAttachment || undefined
    });
  }

  function send(form, credential) {
    form.elements.credential.value = said(credential);
    form.submit();
  }

  function tell(form, words) {
    var problem = form.querySelector("[data-failed]");
    problem.textContent = problem.dataset[words];
    problem.hidden = false;
    delete form.dataset.sent;
  }

  // One question at a time: the browser refuses a second one while the first is open.
  var open = null;
  function begin() {
    if (open) open.abort();
    open = new AbortController();
    return open.signal;
  }

  function ask(form) {
    var wanted = { publicKey: optionsOf(form), signal: begin() };
    var asked = form.dataset.passkey === "make" ? navigator.credentials.create(wanted) : navigator.credentials.get(wanted);
    asked.then(function (credential) { send(form, credential); }, function (refused) {
      tell(form, refused.name === "InvalidStateError" ? "held" : refused.name === "SecurityError" ? "impossible" : "failed");
    });
  }

  forms.forEach(function (form) {
    if (!possible) {
      if (!form.hidden) tell(form, "impossible");
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      return;
    }
    if (form.hidden) form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      ask(form);
    });
  });

  // Among the names that the browser offers to fill in: whoever picks a passkey there has nothing to type.
  var field = document.querySelector("input[autocomplete~='webauthn']");
  var offered = forms.filter(function (form) { return form.dataset.passkey === "sign"; })[0];
  if (possible && field && offered && PublicKeyCredential.isConditionalMediationAvailable) {
    PublicKeyCredential.isConditionalMediationAvailable().then(function (available) {
      if (!available || open) return undefined;
      return navigator.credentials.get({ publicKey: optionsOf(offered), mediation: "conditional", signal: begin() })
        .then(function (credential) { send(offered, credential); });
    }).catch(function () { });
  }

  // Whoever keeps the passkeys is told which no longer work.
  function signal(selector, name, call) {
    document.querySelectorAll(selector).forEach(function (element) {
      if (!possible || !PublicKeyCredential[call]) return;
      PublicKeyCredential[call](JSON.parse(element.dataset[name])).catch(function () { });
    });
  }
  signal("[data-forget]", "forget", "signalUnknownCredential");
  signal("[data-accepted]", "accepted", "signalAllAcceptedCredentials");
})();
