// One phone: who holds it, its chat, and the words that can be tapped.

import { Refused, read, send } from "./server.js";

const ASKED = /回复 ?1 ?(确认|是)/;
const LINK = /https?:\/\/[^\s，。；、」）]+/g;

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function link(href, text) {
  const made = element("a", "", text);
  made.href = href;
  made.target = "_blank";
  made.rel = "noopener";
  return made;
}

// Text as it was sent, with its addresses made tappable.
function withLinks(text) {
  const parts = document.createDocumentFragment();
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    parts.append(text.slice(from, found.index), link(found[0], found[0]));
    from = found.index + found[0].length;
  }
  parts.append(text.slice(from));
  return parts;
}

// A template message: its title, then one line a field ("name：value").
function card(entry) {
  const made = element("div", "push");
  const [title, ...lines] = entry.text.split("\n");
  const list = element("dl");
  for (const line of lines) {
    const at = line.indexOf("：");
    const row = element("div");
    row.append(element("dt", "", line.slice(0, at)), element("dd", "", line.slice(at + 1)));
    list.append(row);
  }
  made.append(element("p", "push-title", title), list);
  if (entry.url && /^https?:/.test(entry.url)) made.append(link(entry.url, "查看详情"));
  return made;
}

// One item of the menu: it asks the account, or opens a page.
function menuItem(item, tapped) {
  if (item.type !== "view") {
    const button = element("button", "", item.name);
    button.type = "button";
    button.addEventListener("click", () => tapped({ key: item.key }));
    return button;
  }
  const page = /^https?:/.test(item.url) ? link(item.url, item.name) : element("span", "", item.name);
  page.addEventListener("click", () => tapped({ url: item.url }));
  return page;
}

function hour(iso) {
  const at = new Date(iso);
  const form = { timeZone: "Asia/Shanghai", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false };
  return new Intl.DateTimeFormat("zh-CN", form).format(at);
}

export class Phone {
  constructor(root) {
    this.side = root.dataset.side;
    this.root = root;
    this.who = root.querySelector(".who");
    this.chat = root.querySelector(".chat");
    this.chips = root.querySelector(".chips");
    this.form = root.querySelector(".say");
    this.menu = root.querySelector(".menu");
    this.shownMenu = "";
    this.last = 0;
    this.lastAt = "";
    this.asked = false;
    this.polling = false;
    this.seats = [];
    this.shownChips = "";
    this.who.addEventListener("change", () => this.change());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.say(this.form.elements.text.value);
    });
    this.chips.addEventListener("click", (event) => {
      const chip = event.target.closest("button");
      if (chip) this.say(chip.textContent);
    });
  }

  // Show the cast of this side as it stands now.
  seat(seats) {
    this.seats = seats.filter((seat) => seat.side === this.side);
    for (const seat of this.seats) {
      let option = this.who.querySelector(`option[value="${seat.id}"]`);
      if (!option) {
        option = element("option");
        option.value = seat.id;
        this.who.append(option);
      }
      const label = seat.standing ? `${seat.name}（${seat.standing}）` : seat.name;
      if (option.textContent !== label) option.textContent = label;
    }
    this.showChips();
  }

  // The menu as the platform shows it to whoever holds the phone now.
  async refreshMenu() {
    const who = this.who.value;
    if (!who) return;
    let buttons = [];
    try {
      buttons = await read(`menu?who=${encodeURIComponent(who)}`);
    } catch {
      return; // The bar above the phones says that nothing answers.
    }
    const told = JSON.stringify(buttons);
    if (who !== this.who.value || told === this.shownMenu) return;
    this.shownMenu = told;
    this.menu.hidden = buttons.length === 0;
    this.menu.replaceChildren(...buttons.map((button) => this.menuButton(button)));
  }

  menuButton(button) {
    if (!button.sub_button?.length) return menuItem(button, (what) => this.tap(what));
    const group = element("details");
    const items = element("div", "menu-items");
    const tapped = (what) => {
      group.open = false;
      this.tap(what);
    };
    items.append(...button.sub_button.map((item) => menuItem(item, tapped)));
    group.append(element("summary", "", button.name), items);
    // One sub-menu is open at a time, as on a phone.
    group.addEventListener("toggle", () => {
      if (!group.open) return;
      for (const other of this.menu.querySelectorAll("details")) if (other !== group) other.open = false;
    });
    return group;
  }

  tap(what) {
    return this.deliver("tap", what);
  }

  get seated() {
    return this.seats.find((seat) => seat.id === this.who.value);
  }

  // A question that is answered with a digit puts the digits first.
  showChips() {
    const answers = this.asked ? ["1", "0"] : [];
    const words = [...answers, ...(this.seated ? this.seated.chips : [])];
    if (words.join("|") === this.shownChips) return;
    this.shownChips = words.join("|");
    this.chips.replaceChildren(
      ...words.map((word) => {
        const chip = element("button", "", word);
        chip.type = "button";
        return chip;
      }),
    );
  }

  change() {
    this.last = 0;
    this.lastAt = "";
    this.asked = false;
    this.chat.replaceChildren();
    this.showChips();
    this.refreshMenu();
    this.root.dispatchEvent(new CustomEvent("who", { detail: this.who.value }));
    return this.poll();
  }

  async say(text) {
    const words = text.trim();
    if (!words) return;
    this.form.elements.text.value = "";
    await this.deliver("say", { text: words });
  }

  async deliver(path, what) {
    this.root.classList.add("waiting");
    const soon = setTimeout(() => this.poll(), 150);
    try {
      await send(path, { who: this.who.value, ...what });
    } catch (error) {
      this.tell(error);
    } finally {
      clearTimeout(soon);
      this.root.classList.remove("waiting");
      await this.poll();
    }
  }

  async poll() {
    const who = this.who.value;
    if (!who || this.polling) return;
    this.polling = true;
    try {
      const entries = await read(`inbox?who=${encodeURIComponent(who)}&after=${this.last}`);
      if (who === this.who.value) for (const entry of entries) this.show(entry);
    } catch {
      // The bar above the phones says that nothing answers.
    } finally {
      this.polling = false;
    }
    if (who !== this.who.value) await this.poll();
  }

  show(entry) {
    if (entry.seq <= this.last) return;
    this.last = entry.seq;
    const atEnd = this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < 80;
    const time = hour(entry.at);
    if (time !== this.lastAt) this.chat.append(element("li", "stamp", time));
    this.lastAt = time;
    const line = element("li", `from-${entry.from}`);
    if (entry.kind === "template") {
      line.append(card(entry));
    } else {
      const bubble = element("p", "bubble");
      bubble.append(withLinks(entry.text || `［${entry.kind}］`));
      line.append(bubble);
    }
    this.chat.append(line);
    this.asked = entry.from === "account" && ASKED.test(entry.text || "");
    this.showChips();
    if (atEnd || entry.from === "user") this.chat.scrollTop = this.chat.scrollHeight;
  }

  tell(error) {
    const words = error instanceof Refused ? error.message : "没有发出去，请再试一次。";
    this.chat.append(element("li", "stamp", words));
    this.chat.scrollTop = this.chat.scrollHeight;
  }
}
