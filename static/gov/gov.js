/* gov.js: conveniences only; every page works without it. No dependencies, no inline code, no network. */
(function () {
  "use strict";
  var each = function (selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); };

  /* the error summary takes the focus, so that it is read first */
  var summary = document.querySelector("[data-focus]");
  if (summary) { summary.focus(); }

  /* letters left */
  each("[data-count-for]", function (line) {
    var control = document.getElementById(line.getAttribute("data-count-for"));
    var most = parseInt(line.getAttribute("data-max"), 10);
    if (!control || !most) { return; }
    var timer;
    var show = function () {
      var left = most - Array.from(control.value).length;
      line.textContent = left < 0 ? "超出 " + -left + " 字" : "还可输入 " + left + " 字";
      line.classList.toggle("err", left < 0);
    };
    line.setAttribute("role", "status");
    control.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(show, 300); });
    show();
  });

  /* wordings while typing in a search box, not between the strokes of an input method: arrow keys choose, Enter
     searches, Esc gives back what was typed. A list of our own, since browsers hide other spellings from theirs. */
  each("[data-suggest]", function (input) {
    if (!window.fetch || !input.form) { return; }
    var list = document.createElement("ul"), timer, typed = "", asked = "", at = -1;
    list.id = input.id + "-suggestions";
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "搜索建议");
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    var mark = function (place) {
      at = place;
      Array.prototype.forEach.call(list.children, function (option, number) {
        option.setAttribute("aria-selected", String(number === place));
      });
      if (place < 0) { input.removeAttribute("aria-activedescendant"); return; }
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    };
    var show = function (open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      mark(-1);
    };
    var option = function (words, number) {
      var made = document.createElement("li");
      made.id = list.id + "-" + number;
      made.setAttribute("role", "option");
      made.textContent = words;
      return made;
    };
    var ask = function () {
      var words = typed.trim();
      if (words === asked) { show(list.children.length > 0); return; }
      asked = words;
      if (!words || words.length > 40) { show(false); return; }
      fetch(input.getAttribute("data-suggest") + "?q=" + encodeURIComponent(words), { credentials: "omit" })
        .then(function (answer) { return answer.ok ? answer.json() : { suggestions: [] }; })
        .then(function (found) {
          if (words !== asked || at >= 0 || document.activeElement !== input) { return; }
          list.replaceChildren.apply(list, found.suggestions.map(option));
          show(found.suggestions.length > 0);
        })
        .catch(function () {});
    };
    var step = function (by) {
      clearTimeout(timer);
      var count = list.children.length;
      mark(at < 0 && by < 0 ? count - 1 : at + by >= count ? -1 : at + by);
      input.value = at < 0 ? typed : list.children[at].textContent;
    };
    var later = function (event) {
      clearTimeout(timer);
      typed = input.value;
      if (!event.isComposing) { timer = setTimeout(ask, 200); }
    };
    input.addEventListener("input", later);
    input.addEventListener("compositionend", later);
    input.addEventListener("blur", function () { show(false); });
    input.addEventListener("keydown", function (event) {
      if (event.isComposing || list.hidden) { return; }
      if (event.key === "Escape") { input.value = typed; show(false); }
      else if (event.key === "ArrowDown") { step(1); }
      else if (event.key === "ArrowUp") { step(-1); }
      else { return; }
      event.preventDefault();
    });
    list.addEventListener("pointerdown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      if (event.target === list) { return; }
      input.value = event.target.textContent;
      input.form.submit();
    });
  });

  /* print */
  each("[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  /* copy a link or a code */
  each("[data-copy]", function (button) {
    if (!navigator.clipboard) { return; }
    var words = button.querySelector("span") || button;
    var before = words.textContent;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.getAttribute("data-copy") || location.href).then(function () {
        words.textContent = "已复制";
        setTimeout(function () { words.textContent = before; }, 2000);
      });
    });
  });

  /* read aloud, only with a Chinese voice of this machine: other voices send the text to a third party */
  var localVoice = function () {
    return window.speechSynthesis.getVoices().filter(function (voice) {
      return voice.localService === true && /^zh\b/i.test(voice.lang.replace("_", "-"));
    })[0];
  };
  var reader = function (button) {
    var words = button.querySelector("span") || button;
    button.addEventListener("click", function () {
      var speech = window.speechSynthesis;
      if (speech.speaking) { speech.cancel(); words.textContent = "朗读"; return; }
      var source = document.querySelector(button.getAttribute("data-read")) || document.body;
      source.innerText.split(/\n+/).filter(Boolean).forEach(function (line) {
        var part = new SpeechSynthesisUtterance(line);
        part.voice = localVoice();
        part.lang = part.voice ? part.voice.lang : "zh-CN";
        speech.speak(part);
      });
      words.textContent = "停止朗读";
    });
  };
  if (window.speechSynthesis) {
    each("[data-read]", reader);
    var offer = function () { each("[data-read]", function (button) { button.hidden = !localVoice(); }); };
    window.speechSynthesis.addEventListener && window.speechSynthesis.addEventListener("voiceschanged", offer);
    offer();
    window.addEventListener("pagehide", function () { window.speechSynthesis.cancel(); });
  }

  /* a table wider than the screen says that it can be moved: the cut edge alone is easily missed */
  each(".tbl, .table-scroll, .gw table", function (wide) {
    if (wide.scrollWidth <= wide.clientWidth + 1) { return; }
    var words = document.createElement("p");
    words.className = "slides gw-plain noprint";
    words.textContent = "表格较宽，可以左右滑动。";
    wide.parentNode.insertBefore(words, wide);
  });

  /* warn before leaving a form with unsaved words: <form data-guard> */
  each("form[data-guard]", function (form) {
    var dirty = false;
    form.addEventListener("input", function () { dirty = true; });
    form.addEventListener("submit", function () { dirty = false; });
    window.addEventListener("beforeunload", function (event) {
      if (dirty) { event.preventDefault(); event.returnValue = ""; }
    });
  });

  /* parts of a form that are asked only then: data-when="field=value|value"; without this script all are shown */
  each("[data-when]", function (part) {
    var condition = part.getAttribute("data-when").split("=");
    var form = part.closest("form");
    var show = function () {
      var chosen = Array.prototype.some.call(form.elements, function (control) {
        var off = /^(radio|checkbox)$/.test(control.type) && !control.checked;
        return control.name === condition[0] && !off && condition[1].split("|").indexOf(control.value) >= 0;
      });
      part.hidden = !chosen;
    };
    form.addEventListener("change", show);
    show();
  });

  /* one submission: a second press while the page is on its way does nothing */
  each("form[method=post]", function (form) {
    var sent = false;
    form.addEventListener("submit", function (event) {
      if (sent) { event.preventDefault(); return; }
      sent = true;
      setTimeout(function () { sent = false; }, 5000);
    });
  });
})();
