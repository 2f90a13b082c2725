// The page: two phones, the clock above them, and what the program is doing.

import { attach } from "./attach.js";
import { Phone } from "./phone.js";
import { read, send } from "./server.js";

const CHAT_EVERY = 1000;
const STATE_EVERY = 2000;

const byId = (id) => document.getElementById(id);
const phones = [...document.querySelectorAll(".phone")].map((root) => new Phone(root));
const staff = phones.find((phone) => phone.side === "staff");
phones.forEach(attach);
const moves = document.querySelectorAll(".clock-moves button");
let moving = false;

function say(words, bad = false) {
  byId("clock-status").textContent = words;
  byId("clock-status").classList.toggle("bad", bad);
}

function showClock(state) {
  byId("clock-day").textContent = state.now.day;
  byId("clock-time").textContent = state.now.time;
  const tag = byId("clock-working");
  tag.textContent = state.now.working ? "工作日" : "非工作日";
  tag.title = state.now.guessed ? "日历还没有这一年，按周一至周五推算" : "";
  tag.classList.toggle("off", !state.now.working);
  byId("next-morning").textContent = state.next.morning;
  byId("to-bulletin").hidden = !state.next.bulletin; // a policy may have no bulletin
  byId("next-bulletin").textContent = state.next.bulletin ? `${state.next.bulletin} 签发` : "";
  byId("date").min = state.now.date;
}

function doing(state) {
  if (state.behind) return `正在补办 ${state.behind} 个时点，请稍候…`;
  if (state.frozen) return "程序时间已由 ZGT_NOW 固定。";
  const now = state.outbox.waiting - state.outbox.later;
  if (now > 0) return `正在发送 ${now} 条通知…`;
  if (state.outbox.later) return `${state.outbox.later} 条通知等静默时段结束（工作日 8:00 至 20:00 才发）。`;
  return "";
}

function showTray(state) {
  byId("tray-documents").textContent = `${state.documents.length} 件`;
  byId("tray-proposed").textContent = `${state.proposed} 件`;
  const later = state.outbox.later ? `，其中 ${state.outbox.later} 条等静默时段结束` : "";
  byId("tray-outbox").textContent = `${state.outbox.waiting} 条${later}`;
  byId("tray-unreachable").textContent = `${state.outbox.unreachable} 条`;
  byId("tray-list").replaceChildren(
    ...state.documents.slice(0, 8).map((found) => {
      const row = document.createElement("li");
      row.textContent = `${found.step} ${found.unit}，${found.held ? "已暂缓" : `${found.issue_at} 签发`}`;
      return row;
    }),
  );
}

async function refresh() {
  try {
    const state = await read("state");
    showClock(state);
    showTray(state);
    for (const phone of phones) phone.seat(state.seats);
    for (const phone of phones) phone.refreshMenu();
    showInvite();
    if (!moving) say(doing(state));
    for (const button of moves) button.disabled = state.frozen || moving || state.behind > 0;
  } catch (error) {
    say(error.message, true);
  }
}

async function move(body) {
  moving = true;
  for (const button of moves) button.disabled = true;
  say("正在往后走…");
  let failed = "";
  try {
    await send("clock", body);
  } catch (error) {
    failed = error.message;
  }
  moving = false;
  await refresh();
  if (failed) say(failed, true);
}

// A code is for somebody who is not bound yet.
function showInvite() {
  const seat = staff.seated;
  byId("invite").hidden = !seat || seat.bound;
}

function offerCode(made) {
  const line = byId("invite-made");
  const chip = (text, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "code";
    button.textContent = text;
    button.addEventListener("click", () => {
      line.replaceChildren();
      act();
    });
    return button;
  };
  const typed = chip(`绑定 ${made.code}`, () => staff.say(`绑定 ${made.code}`));
  const scanned = chip("扫二维码", () => staff.deliver("scan", { scene: made.scene }));
  line.replaceChildren("点一下发送：", typed, "或", scanned, ` ${made.unit} ${made.role}，${made.expires} 前有效`);
}

async function invite(event) {
  event.preventDefault();
  const { unit, role } = event.target.elements;
  try {
    offerCode(await send("invite", { unit: unit.value, role: role.value }));
  } catch (error) {
    byId("invite-made").textContent = error.message;
  }
}

function every(milliseconds, work) {
  const turn = async () => {
    if (!document.hidden) await work();
    setTimeout(turn, milliseconds);
  };
  turn();
}

async function start() {
  byId("invite").addEventListener("submit", invite);
  staff.root.addEventListener("who", showInvite);
  for (const button of document.querySelectorAll("[data-to]")) {
    button.addEventListener("click", () => move({ to: button.dataset.to }));
  }
  byId("to-date").addEventListener("submit", (event) => {
    event.preventDefault();
    move({ to: "date", date: byId("date").value });
  });
  await refresh();
  try {
    await send("open");
  } catch (error) {
    say(error.message, true);
  }
  showInvite();
  every(CHAT_EVERY, () => Promise.all(phones.map((phone) => phone.poll())));
  every(STATE_EVERY, refresh);
}

start();
