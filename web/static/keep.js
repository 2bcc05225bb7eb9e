// Keeps what is being written in a long form on this machine until the form has been taken in.
// A form asks for it with data-keep="account|form"; without JavaScript everything works as before, only unkept.
(() => {
  "use strict";

  const PREFIX = "thidua-giu:";
  const KEPT_DAYS = 30;
  const PAUSE_MS = 400;

  const store = {
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(PREFIX + key));
      } catch {
        return null; // no storage, or not ours: nothing is kept
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(PREFIX + key, JSON.stringify(value));
        return true;
      } catch {
        return false; // full or forbidden: the form still works
      }
    },
    forget(key) {
      try {
        localStorage.removeItem(PREFIX + key);
      } catch {
        // no storage, nothing to forget
      }
    },
    forgetOld() {
      const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
      let keys = [];
      try {
        keys = Object.keys(localStorage);
      } catch {
        return;
      }
      for (const name of keys.filter((each) => each.startsWith(PREFIX))) {
        const key = name.slice(PREFIX.length);
        if (!(store.read(key)?.at > oldest)) store.forget(key);
      }
    },
  };

  // What a person writes or chooses; not passwords, files, or what the page itself carries along.
  const fieldsOf = (form) =>
    [...form.elements].filter(
      (field) =>
        field.name &&
        field.matches("textarea, select, input:not([type=hidden], [type=password], [type=file])"),
    );
  const isTick = (field) => field.matches("[type=checkbox], [type=radio]");
  const contentOf = (form) =>
    fieldsOf(form).map((field) => [field.name, isTick(field) ? [field.value, field.checked] : field.value]);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  const addRow = (fields) => {
    const row = fields.at(-1)?.closest("tr");
    if (row) row.after(row.cloneNode(true));
    return Boolean(row);
  };

  const restore = (form, content) => {
    const named = (name) => fieldsOf(form).filter((field) => field.name === name);
    const place = new Map();
    for (const [name, value] of content) {
      const index = place.get(name) ?? 0;
      place.set(name, index + 1);
      if (index >= named(name).length && !(index && addRow(named(name)))) continue;
      const field = named(name)[index];
      if (!field) continue;
      if (isTick(field)) field.checked = value[1];
      else field.value = value;
      for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) {
        if (Array.isArray(value) ? value[1] : value) around.open = true;
      }
    }
  };

  // As the pages write a moment: 08:31 ngày 23/11/2026, in Viet Nam's time.
  const moment = (at) => {
    const zone = { timeZone: "Asia/Ho_Chi_Minh" };
    const time = new Date(at).toLocaleTimeString("vi-VN", { ...zone, hour: "2-digit", minute: "2-digit" });
    const day = new Date(at).toLocaleDateString("vi-VN", { ...zone, day: "2-digit", month: "2-digit", year: "numeric" });
    return `${time} ngày ${day}`;
  };

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "second";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  class Keeper {
    constructor(form) {
      this.form = form;
      this.key = form.dataset.keep;
      this.shown = contentOf(form);
      this.note = document.createElement("p");
      this.note.className = "hint";
      this.note.hidden = true;
      form.append(this.note);
      this.offer(store.read(this.key));
      form.addEventListener("input", () => this.later());
      form.addEventListener("submit", () => this.send());
      addEventListener("pagehide", () => this.now());
    }

    // Two versions at the most: the newest, and the one that was being offered when something else was written.
    offer(kept) {
      const versions = [kept, kept?.before].filter((each) => each?.content && !same(each.content, this.shown));
      if (!versions.length) return;
      this.offered = versions[0];
      this.box = document.createElement("div");
      this.box.className = "say wait";
      this.box.setAttribute("role", "status");
      const told = document.createElement("p");
      told.textContent = `Trên máy này còn nội dung viết dở của biểu mẫu, giữ lúc ${moment(versions[0].at)}, chưa gửi.`;
      const choices = document.createElement("p");
      choices.className = "row";
      versions.forEach((each, number) => {
        const words = number ? `Khôi phục bản trước đó (${moment(each.at)})` : "Khôi phục nội dung đang viết dở";
        choices.append(button(words, () => this.take(each.content)));
      });
      choices.append(button("Bỏ nội dung đó", () => this.drop()));
      this.box.append(told, choices);
      this.form.before(this.box);
    }

    take(content) {
      restore(this.form, content);
      this.decided();
      this.now(true);
      fieldsOf(this.form)[0]?.focus();
    }

    drop() {
      this.decided();
      store.forget(this.key);
      if (!same(contentOf(this.form), this.shown)) this.now(true);
    }

    decided() {
      this.offered = null;
      this.box.remove();
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.now(true), PAUSE_MS);
      this.waiting = true;
    }

    now(whatever = this.waiting) {
      if (!whatever) return;
      clearTimeout(this.timer);
      this.waiting = false;
      const kept = { at: Date.now(), content: contentOf(this.form) };
      if (this.offered) kept.before = { at: this.offered.at, content: this.offered.content };
      if (!store.write(this.key, kept)) return;
      this.note.textContent = `Nội dung đang viết được giữ trên máy này đến khi gửi; lần giữ gần nhất ${moment(kept.at)}.`;
      this.note.hidden = false;
    }

    // The page after a form that was taken in names it, and only then it is forgotten.
    send() {
      this.now();
      const told = this.form.elements._giu ?? document.createElement("input");
      told.type = "hidden";
      told.name = "_giu";
      told.value = this.key;
      this.form.append(told);
    }
  }

  const { written } = document.body.dataset;
  if (written) store.forget(written);
  store.forgetOld();
  for (const form of document.querySelectorAll("form[data-keep]")) new Keeper(form);
})();
