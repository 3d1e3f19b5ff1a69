/* item_picker.js: finding catalogue items while typing; ticked ones are listed on top. Without it the folds and check boxes do. */
(function () {
  "use strict";
  var picker = document.querySelector("[data-picker]");
  var find = picker && picker.querySelector("[data-picker-find]");
  if (!find) { return; }
  var all = function (selector, root) { return Array.prototype.slice.call((root || picker).querySelectorAll(selector)); };
  var input = find.querySelector("input");
  var said = find.querySelector("[role=status]");
  var chosen = picker.querySelector("[data-picker-chosen]");
  var count = picker.querySelector("[data-picker-count]");
  var folds = all("details");
  var words = function (text) { return text.toLowerCase().split(/\s+/).filter(Boolean); };
  var options = all(".picker-group .opt").map(function (label) {
    var group = label.closest(".picker-group");
    var text = (group.getAttribute("data-words") + " " + label.textContent).toLowerCase();
    return { label: label, group: group, fold: label.closest("details"), text: text };
  });

  var filter = function () {
    var wanted = words(input.value);
    var found = 0;
    var shown = [];
    options.forEach(function (option) {
      var fits = wanted.every(function (word) { return option.text.indexOf(word) >= 0; });
      option.label.hidden = !fits;
      if (fits) { found += 1; shown.push(option.group, option.fold); }
    });
    all(".picker-group").forEach(function (group) { group.hidden = shown.indexOf(group) < 0; });
    folds.forEach(function (fold) {
      fold.hidden = shown.indexOf(fold) < 0;
      fold.open = wanted.length > 0 && !fold.hidden && found <= 60;
    });
    said.textContent = !wanted.length ? "" : found ? "找到 " + found + " 项。" : "没有找到，换一个词试试，例如领域的名称。";
  };

  var list = function () {
    var ticked = all("input[type=checkbox]:checked");
    count.textContent = ticked.length;
    chosen.replaceChildren();
    ticked.filter(function (box) { return box.closest(".picker-group"); }).forEach(function (box) {
      var line = document.createElement("li");
      var button = document.createElement("button");
      var name = box.parentNode.querySelector("span").firstChild.textContent;
      var whose = box.parentNode.querySelector("small").textContent;
      line.textContent = box.closest(".picker-group").getAttribute("aria-label") + " › " + name + "（" + whose + "） ";
      button.type = "button";
      button.className = "link-btn";
      button.textContent = "去掉";
      button.setAttribute("aria-label", "去掉：" + name);
      button.addEventListener("click", function () {
        box.checked = false;
        box.dispatchEvent(new Event("change", { bubbles: true }));
        input.focus();
      });
      line.appendChild(button);
      chosen.appendChild(line);
    });
    chosen.hidden = !chosen.children.length;
  };

  find.hidden = false;
  input.addEventListener("input", filter);
  input.addEventListener("keydown", function (event) {
    if (event.key === "Enter") { event.preventDefault(); }
    if (event.key === "Escape" && input.value) { event.preventDefault(); input.value = ""; filter(); }
  });
  picker.addEventListener("change", list);
  list();
})();
