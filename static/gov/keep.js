/* keep.js: what was typed on the desk and not saved outlives a lost sign-in, a stale page and the back button.
   It stays in this tab (sessionStorage) and goes with it, with a save, or with signing out; another person who signs
   in does not see it. <form data-keep="the account's number"> */
(function () {
  "use strict";
  var PREFIX = "kept:", form = document.querySelector("form[data-keep]"), here = form && PREFIX + form.dataset.keep + location.pathname;
  var read = function (key) { try { return JSON.parse(sessionStorage.getItem(key)); } catch (error) { return null; } };
  var drop = function (key) { sessionStorage.removeItem(key); };
  var all = function () { return Object.keys(sessionStorage).filter(function (key) { return key.indexOf(PREFIX) === 0; }); };

  document.querySelectorAll('form[action$="sign-out/"]').forEach(function (leaving) {
    leaving.addEventListener("submit", function () { all().forEach(drop); });
  });
  /* another page after a save: it went through; a sign-in in between proves nothing */
  if (!document.querySelector('input[type=password], input[autocomplete="one-time-code"]')) {
    all().forEach(function (key) { if (key !== here && (read(key) || {}).sent) { drop(key); } });
  }
  if (!form) { return; }
  all().forEach(function (key) { if (key.indexOf(PREFIX + form.dataset.keep + "/")) { drop(key); } });

  var controls = function () {
    return Array.prototype.filter.call(form.elements, function (each) {
      return each.name && !/^(file|password|submit|button)$/.test(each.type) && !/^(csrfmiddlewaretoken|version)$/.test(each.name);
    });
  };
  var value = function (each) {
    if (/^(checkbox|radio)$/.test(each.type)) { return each.checked; }
    return each.multiple ? Array.prototype.map.call(each.selectedOptions, function (one) { return one.value; }) : each.value;
  };
  var gather = function () { return controls().map(function (each) { return [each.name, each.value, value(each)]; }); };
  var keep = function (sent) {
    try { sessionStorage.setItem(here, JSON.stringify({ at: Date.now(), sent: sent, values: gather() })); } catch (error) { /* full */ }
  };
  var put = function (each, kept) {
    if (/^(checkbox|radio)$/.test(each.type)) { each.checked = kept; }
    else if (each.multiple) { Array.prototype.forEach.call(each.options, function (one) { one.selected = kept.indexOf(one.value) >= 0; }); }
    else { each.value = kept; }
  };
  var restore = function (values) {
    var left = values.slice();
    controls().forEach(function (each) {
      var choice = /^(checkbox|radio)$/.test(each.type);
      var at = left.findIndex(function (kept) { return kept[0] === each.name && (!choice || kept[1] === each.value); });
      if (at >= 0) { put(each, left.splice(at, 1)[0][2]); }
    });
    form.dispatchEvent(new Event("change", { bubbles: true }));
    form.dispatchEvent(new CustomEvent("restored"));
  };

  var kept = read(here), timer;
  var later = function () { clearTimeout(timer); timer = setTimeout(function () { keep(false); }, 500); };
  form.addEventListener("input", later);
  form.addEventListener("change", function (event) { if (event.isTrusted) { later(); } });
  form.addEventListener("submit", function () { clearTimeout(timer); keep(true); });
  if (!kept || document.querySelector("[data-focus]") || JSON.stringify(kept.values) === JSON.stringify(gather())) { return; }

  var note = document.createElement("div"), words = document.createElement("p"), row = document.createElement("p");
  var when = new Date(kept.at);
  note.className = "note warn";
  note.setAttribute("role", "status");
  row.className = "btn-row";
  words.textContent = "您 " + when.getHours() + ":" + String(when.getMinutes()).padStart(2, "0") + " 在这一页写的内容没有保存。";
  [["恢复", function () { restore(kept.values); note.remove(); }], ["不要了", function () { drop(here); note.remove(); }]].forEach(function (choice) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn alt";
    button.textContent = choice[0];
    button.addEventListener("click", choice[1]);
    row.append(button);
  });
  note.append(words, row);
  form.before(note);
})();
