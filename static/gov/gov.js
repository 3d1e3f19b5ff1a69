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

  /* wordings while typing in a search box; not between the strokes of an input method */
  each("[data-suggest]", function (input) {
    if (!window.fetch || !("list" in input)) { return; }
    var list = document.createElement("datalist"), timer, last = "";
    list.id = input.id + "-suggestions";
    input.after(list);
    input.setAttribute("list", list.id);
    var ask = function () {
      var typed = input.value.trim();
      if (typed === last || typed.length > 40) { return; }
      last = typed;
      if (!typed) { list.replaceChildren(); return; }
      fetch(input.getAttribute("data-suggest") + "?q=" + encodeURIComponent(typed), { credentials: "omit" })
        .then(function (answer) { return answer.ok ? answer.json() : { suggestions: [] }; })
        .then(function (found) {
          if (typed !== last) { return; }
          list.replaceChildren.apply(list, found.suggestions.map(function (words) {
            var option = document.createElement("option");
            option.value = words;
            return option;
          }));
        })
        .catch(function () {});
    };
    var later = function (event) {
      clearTimeout(timer);
      if (!event.isComposing) { timer = setTimeout(ask, 200); }
    };
    input.addEventListener("input", later);
    input.addEventListener("compositionend", later);
  });

  /* many boxes to tick: type to see fewer of them; what is ticked stays in sight */
  each(".tick-columns fieldset", function (group) {
    var options = group.querySelectorAll(".opt");
    if (options.length < 16) { return; }
    var box = document.createElement("input");
    box.type = "search";
    box.placeholder = "输入名称，只看相关的";
    box.setAttribute("aria-label", "筛选" + group.querySelector("legend").textContent);
    box.className = "narrow";
    var first = options[0];
    first.parentNode.insertBefore(box, first);
    box.addEventListener("input", function () {
      var words = box.value.trim();
      Array.prototype.forEach.call(options, function (option) {
        option.hidden = !!words && option.textContent.indexOf(words) < 0 && !option.querySelector("input").checked;
      });
    });
    box.addEventListener("keydown", function (event) { if (event.key === "Enter") { event.preventDefault(); } });
  });

  /* how many rows of a list are ticked */
  each("[data-chosen]", function (line) {
    var form = line.closest("form"), words = line.textContent;
    line.setAttribute("role", "status");
    form.addEventListener("change", function () {
      var all = form.querySelector("[name=all]").checked;
      var count = form.querySelectorAll("[name=item]:checked").length;
      line.textContent = all ? "选中全部结果：" : count ? "选中 " + count + " 个：" : words;
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
