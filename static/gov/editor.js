/* editor.js: writing with headings, tables, links and pictures. The plain field below stays the way to write without
   JavaScript. Only staff's forms load it; the editor itself comes with django-prose-editor and is served from here. */
(function () {
  "use strict";
  var make = function (tag, facts, inside) {
    var element = document.createElement(tag);
    Object.keys(facts || {}).forEach(function (name) { element.setAttribute(name, facts[name]); });
    (inside || []).forEach(function (each) { element.append(each); });
    return element;
  };

  /* What a clipboard of Word or WPS carries beside the words: the server drops it again, this only shows it at once. */
  var pasted = function (html, tell) {
    var page = new DOMParser().parseFromString(html.replace(/<style[\s\S]*?<\/style>|<!\[[^>]*\]>|<\?[^>]*>/gi, "").replace(/\sstyle=/gi, " data-style="), "text/html");
    var drop = function (each) { each.remove(); };
    page.querySelectorAll("style,script,xml,title,del,s,strike,[data-style*='mso-hide'],[data-style*='comment']").forEach(drop);
    page.querySelectorAll("[data-style]").forEach(function (each) {
      if (/display\s*:\s*none/i.test(each.dataset.style)) { each.remove(); }
      else if (/mso-list\s*:\s*ignore/i.test(each.dataset.style)) {
        if (/^[\s·•●o§ØüvlnuqÜ]*$/.test(each.textContent)) { each.remove(); } else { each.textContent = each.textContent.trim(); }
      }
    });
    if (page.querySelector("h1")) {
      ["h3", "h2", "h1"].forEach(function (name, at) {
        page.querySelectorAll(name).forEach(function (each) { each.replaceWith(make(["h4", "h3", "h2"][at], {}, Array.from(each.childNodes))); });
      });
    }
    var pictures = Array.from(page.querySelectorAll("img")).filter(function (each) { return !/files\/\d+\/$/.test(each.getAttribute("src") || ""); });
    pictures.forEach(drop);
    page.querySelectorAll("p").forEach(function (each) {
      var first = document.createTreeWalker(each, NodeFilter.SHOW_TEXT).nextNode();
      if (first) { first.data = first.data.replace(/^[\s\u00a0\u3000]+/, ""); }
      if (!each.textContent.replace(/[\s\u00a0\u3000]/g, "") && !each.querySelector("img")) { each.remove(); }
    });
    tell(pictures.length ? "已粘贴文字和表格。" + pictures.length + " 张图片没有带入：保存后在稿件页添加图片附件，再用“图片”插入。" : "已粘贴，字体、字号等样式已去掉。");
    return page.body.innerHTML;
  };

  /* A question in a dialog of the page's own; calls back with the answers. */
  var ask = function (title, fields, done) {
    var form = make("form", { method: "dialog", class: "ed-ask" }, [make("h2", {}, [title])]);
    fields.forEach(function (field) {
      var id = "ed-" + field.name;
      var control = field.choices ? make("select", { id: id, name: field.name }, field.choices.map(function (choice) {
        return make("option", { value: choice[0] }, [choice[1]]);
      })) : make("input", Object.assign({ id: id, name: field.name, type: "text", required: "" }, field.facts || {}));
      control.value = field.value === undefined ? control.value : field.value;
      form.append(make("div", { class: "field" }, [make("label", { for: id }, [field.label]), control]));
    });
    form.append(make("p", { class: "btn-row" }, [make("button", { class: "btn", value: "ok" }, ["确定"]), make("button", { class: "btn alt", value: "", formnovalidate: "" }, ["取消"])]));
    var box = make("dialog", { class: "ed-dialog", "aria-label": title }, [form]);
    document.body.append(box);
    box.addEventListener("close", function () {
      var answers = Object.fromEntries(new FormData(form));
      var agreed = box.returnValue === "ok";
      box.remove();
      done(agreed ? answers : null);
    });
    box.showModal();
  };

  var tools = function (slot, editor, pictures) {
    var run = function (name, facts) { return function () { editor.chain().focus()[name](facts).run(); }; };
    var heading = function (level) { return function () { editor.chain().focus().toggleHeading({ level: level }).run(); }; };
    var link = function () {
      var now = editor.getAttributes("link").href || "";
      if (editor.state.selection.empty && !now) { slot.tell("先选中要加链接的文字。"); return; }
      ask("链接", [{ name: "href", label: "网址（以 https:// 开头）", value: now, facts: { type: "url", pattern: "https?://.+" } }], function (given) {
        if (given) { editor.chain().focus().extendMarkRange("link").setLink({ href: given.href.trim() }).run(); }
      });
    };
    var table = function () {
      var number = function (most) { return { type: "number", min: "1", max: String(most) }; };
      ask("插入表格", [{ name: "rows", label: "几行", value: "3", facts: number(100) }, { name: "cols", label: "几列", value: "3", facts: number(20) }], function (given) {
        if (given) { editor.chain().focus().insertTable({ rows: +given.rows, cols: +given.cols, withHeaderRow: true }).run(); }
      });
    };
    var picture = function () {
      if (!pictures.length) { slot.tell("还没有图片附件：先保存，在稿件页添加 PNG 或者 JPG 附件，再回来插入。"); return; }
      var now = editor.isActive("image") ? editor.getAttributes("image") : {};
      ask("图片", [
        { name: "src", label: "哪一个附件", choices: pictures, value: now.src || pictures[0][0] },
        { name: "alt", label: "图片说了什么（给看不到图的人）", value: now.alt || "", facts: { maxlength: "200" } },
      ], function (given) { if (given) { editor.chain().focus().setImage({ src: given.src, alt: given.alt.trim() }).run(); } });
    };
    return [
      ["撤销", run("undo")], ["重做", run("redo")], null,
      ["一级标题", heading(2), "heading", { level: 2 }], ["二级标题", heading(3), "heading", { level: 3 }], ["三级标题", heading(4), "heading", { level: 4 }],
      ["正文", run("setParagraph"), "paragraph"], null,
      ["加粗", run("toggleBold"), "bold"], ["上标", run("toggleSuperscript"), "superscript"], ["下标", run("toggleSubscript"), "subscript"],
      ["圆点列表", run("toggleBulletList"), "bulletList"], ["编号列表", run("toggleOrderedList"), "orderedList"], null,
      ["链接", link, "link"], ["去掉链接", run("unsetLink")], ["图片", picture, "image"], ["表格", table], null,
      ["加一行", run("addRowAfter"), null, null, "table"], ["加一列", run("addColumnAfter"), null, null, "table"],
      ["删行", run("deleteRow"), null, null, "table"], ["删列", run("deleteColumn"), null, null, "table"],
      ["合并单元格", run("mergeCells"), null, null, "table"], ["拆分单元格", run("splitCell"), null, null, "table"],
      ["表头行", run("toggleHeaderRow"), null, null, "table"], ["删除表格", run("deleteTable"), null, null, "table"],
    ];
  };

  /* One row of buttons; inside a table its own appear. Arrow keys move within the row. */
  var bar = function (slot, editor, pictures) {
    var row = make("div", { class: "ed-bar", role: "toolbar", "aria-label": "格式" });
    var shown = [];
    tools(slot, editor, pictures).forEach(function (tool) {
      if (!tool) { row.append(make("span", { class: "ed-gap" })); return; }
      var button = make("button", { type: "button", tabindex: shown.length ? "-1" : "0" }, [tool[0]]);
      button.addEventListener("click", tool[1]);
      row.append(button);
      shown.push({ button: button, name: tool[2], facts: tool[3], only: tool[4] });
    });
    row.addEventListener("keydown", function (event) {
      var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) { return; }
      var seen = shown.map(function (each) { return each.button; }).filter(function (each) { return !each.hidden; });
      var next = seen[(seen.indexOf(document.activeElement) + step + seen.length) % seen.length];
      seen.forEach(function (each) { each.tabIndex = each === next ? 0 : -1; });
      next.focus();
      event.preventDefault();
    });
    var refresh = function () {
      shown.forEach(function (each) {
        if (each.name) { each.button.setAttribute("aria-pressed", String(editor.isActive(each.name, each.facts || {}))); }
        each.button.hidden = Boolean(each.only) && !editor.isActive(each.only);
      });
    };
    editor.on("transaction", refresh);
    refresh();
    return row;
  };

  var start = function (place, kit) {
    var field = place.querySelector(".field"), rich = place.querySelector("[name=rich_text]"), mode = place.querySelector("[name=written_in]");
    var told = make("p", { class: "hint ed-told", role: "status" });
    var sheet = make("div", { class: "ed-sheet" });
    var pictures = Array.from(place.querySelectorAll("[data-picture]")).map(function (each) { return [each.dataset.picture, each.textContent]; });
    var slot = { tell: function (sentence) { told.textContent = sentence; } };
    var editor = new kit.Editor({
      element: sheet,
      injectCSS: false,
      content: place.querySelector("template").innerHTML,
      extensions: [
        kit.Document, kit.Paragraph, kit.Text, kit.Heading.configure({ levels: [2, 3, 4] }), kit.Bold, kit.Italic, kit.Superscript, kit.Subscript,
        kit.BulletList, kit.OrderedList.configure({ enableListAttributes: false }), kit.ListItem, kit.HardBreak, kit.History, kit.Gapcursor, kit.Image,
        kit.Link.configure({ openOnClick: false, autolink: false, enableTarget: false, protocols: ["http", "https"] }),
        kit.Table.configure({ resizable: false }), kit.TableRow, kit.TableHeader, kit.TableCell,
      ],
      editorProps: {
        attributes: { class: "gw", role: "textbox", "aria-multiline": "true", "aria-label": field.querySelector("label").textContent },
        transformPastedHTML: function (html) { return pasted(html, slot.tell); },
      },
      onUpdate: function (now) {
        rich.value = now.editor.getHTML();
        mode.value = "editor";
        rich.dispatchEvent(new Event("input", { bubbles: true }));
      },
    });
    var title = make("p", { class: "ed-title" }, [field.querySelector("label").textContent]);
    var hint = make("p", { class: "hint" }, ["可以从 Word 或者 WPS 直接粘贴，样式会自动去掉。标题也按“一、”“（一）”“1.”自动识别。"]);
    field.hidden = true;
    place.prepend(make("div", { class: "ed" + (field.classList.contains("bad") ? " bad" : "") }, [title, hint, bar(slot, editor, pictures), told, sheet]));
    rich.form.addEventListener("restored", function () { if (rich.value) { editor.commands.setContent(rich.value); } });
    document.querySelectorAll('a[href="#id_text"]').forEach(function (each) {
      each.addEventListener("click", function (event) { event.preventDefault(); editor.commands.focus(); });
    });
  };

  document.querySelectorAll("[data-editor]").forEach(function (place) {
    import(place.dataset.editor).then(function (kit) { start(place, kit); }).catch(function (error) { console.error(error); });
  });
}());
